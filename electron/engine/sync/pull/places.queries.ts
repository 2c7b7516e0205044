/**
 * Accounts and cards by the issuer's ids.
 *
 * A charge may come before its card or its account: it gets a row that holds its place, and the object fills it in when it comes. What belongs
 * to the account alone is booked on a card without digits (`external_key` ''), as with statement files.
 */
import type { Account, Product } from '#shared/gateway/resources/company.ts'
import type { CardsTable } from '../../db/tables/cards.table.ts'
import type { ObjectBook } from './objects.queries.ts'
import type { PageScope } from './scope.ts'

/** ISO 4217's code for "no currency": an account of which nothing is known yet. */
const NO_CURRENCY = 'XXX'
const BRANDS: ReadonlySet<string> = new Set(['amex', 'visa', 'mastercard', 'discover'])

export function brandOf(network: string | undefined): CardsTable['brand'] {
  return network !== undefined && BRANDS.has(network) ? (network as CardsTable['brand']) : 'other'
}

interface AccountColumns {
  readonly label: string
  readonly digits: string | null
  readonly currency: string
  readonly issuer: string | null
}

export class PlaceBook {
  readonly #scope: PageScope
  readonly #objects: ObjectBook
  readonly #accounts = new Map<string, number>()
  readonly #cards = new Map<string, number>()
  readonly #accountCards = new Map<number, number>()
  readonly #findAccount
  readonly #insertAccount
  readonly #readAccount
  readonly #updateAccount
  readonly #findCard
  readonly #insertCard
  readonly #moveCard

  constructor(scope: PageScope, objects: ObjectBook) {
    const { sqlite } = scope
    this.#scope = scope
    this.#objects = objects
    this.#findAccount = sqlite.prepare<[number, string], { id: number }>('SELECT id FROM accounts WHERE connection_id = ? AND external_key = ?')
    this.#insertAccount = sqlite.prepare(`INSERT INTO accounts (connection_id, external_key, kind, issuer, label, currency, created_at) VALUES (?, ?, 'card', ?, ?, ?, ?)`)
    this.#readAccount = sqlite.prepare<[number], AccountColumns>('SELECT label, last_digits AS digits, currency, issuer FROM accounts WHERE id = ?')
    this.#updateAccount = sqlite.prepare('UPDATE accounts SET label = ?, last_digits = ?, currency = ?, issuer = ? WHERE id = ?')
    this.#findCard = sqlite.prepare<[string, number], { id: number; accountId: number }>(
      'SELECT id, account_id AS accountId FROM cards WHERE external_key = ? AND account_id IN (SELECT id FROM accounts WHERE connection_id = ?)',
    )
    this.#insertCard = sqlite.prepare(`INSERT INTO cards (account_id, external_key, brand, status, created_at) VALUES (?, ?, ?, 'unknown', ?)`)
    this.#moveCard = sqlite.prepare('UPDATE cards SET account_id = ? WHERE id = ?')
  }

  /** `currency`: of what is booked there; null where nothing says it. */
  account(externalId: string, currency: string | null): number {
    const known = this.#accounts.get(externalId)
    if (known !== undefined) return known
    const { connectionId, connectionName, now, tally } = this.#scope
    const found = this.#findAccount.get(connectionId, externalId)
    const id = found?.id ?? Number(this.#insertAccount.run(connectionId, externalId, connectionName, connectionName, currency ?? NO_CURRENCY, now).lastInsertRowid)
    if (!found) tally.touched('cards')
    this.#accounts.set(externalId, id)
    return id
  }

  fillAccount(account: Account): void {
    const { connectionName, tally } = this.#scope
    const id = this.account(account.id, account.currency)
    const row = this.#readAccount.get(id)
    const same = row?.label === account.name && row.digits === account.lastDigits && row.currency === account.currency && row.issuer === connectionName
    if (!same) {
      this.#updateAccount.run(account.name, account.lastDigits, account.currency, connectionName, id)
      tally.touched('cards', 'transactions', 'statements')
    }
  }

  card(externalId: string, accountId: number): number {
    const known = this.#cards.get(externalId)
    if (known !== undefined) return known
    const found = this.#findCard.get(externalId, this.#scope.connectionId)
    const id = found?.id ?? this.#makeCard(accountId, externalId, 'other')
    this.#cards.set(externalId, id)
    return id
  }

  /** The card with that account: a row that only held its place may stand in another. */
  cardIn(externalId: string, accountId: number): number {
    const id = this.card(externalId, accountId)
    const found = this.#findCard.get(externalId, this.#scope.connectionId)
    if (found && found.accountId !== accountId) {
      this.#moveCard.run(accountId, id)
      this.#scope.tally.touched('cards')
    }
    return id
  }

  /** What stands for the account itself. */
  accountCard(accountId: number, externalAccountId: string): number {
    const known = this.#accountCards.get(accountId)
    if (known !== undefined) return known
    const found = this.#scope.sqlite.prepare<[number], { id: number }>(`SELECT id FROM cards WHERE account_id = ? AND external_key = ''`).get(accountId)
    const id = found?.id ?? this.#makeAccountCard(accountId, externalAccountId)
    this.#accountCards.set(accountId, id)
    return id
  }

  #makeAccountCard(accountId: number, externalAccountId: string): number {
    const id = this.#makeCard(accountId, '', this.#brandOfAccount(externalAccountId))
    this.#scope.sqlite.prepare('UPDATE cards SET stands_for_account = 1 WHERE id = ?').run(id)
    return id
  }

  /** Account or product came after charges of the account alone. */
  brandAccountCards(): void {
    const brand = this.#scope.sqlite.prepare(`UPDATE cards SET brand = @brand WHERE account_id = @account AND external_key = '' AND brand <> @brand`)
    for (const { id } of this.#objects.all<Account>('account')) {
      const { changes } = brand.run({ brand: this.#brandOfAccount(id), account: this.account(id, null) })
      if (changes > 0) this.#scope.tally.touched('cards')
    }
  }

  /** Cards and accounts that the issuer does not list and that nothing here rests on. */
  dropUnused(): void {
    const { sqlite, connectionId, tally } = this.#scope
    const mine = '(SELECT id FROM accounts WHERE connection_id = @connection)'
    const unlisted = (type: string, column: string) => `NOT EXISTS (SELECT 1 FROM issuer_objects o WHERE o.connection_id = @connection AND o.type = '${type}' AND o.external_id = ${column})`
    const cards = `SELECT c.id FROM cards c WHERE c.account_id IN ${mine} AND ${unlisted('card', 'c.external_key')}
      AND NOT EXISTS (SELECT 1 FROM transactions WHERE card_id = c.id) AND NOT EXISTS (SELECT 1 FROM authorizations WHERE card_id = c.id)`
    sqlite.prepare(`UPDATE cards SET replaced_by_card_id = NULL WHERE account_id IN ${mine} AND replaced_by_card_id IN (${cards})`).run({ connection: connectionId })
    const gone = sqlite.prepare(`DELETE FROM cards WHERE id IN (${cards})`).run({ connection: connectionId }).changes
    const accounts = sqlite
      .prepare(
        `DELETE FROM accounts WHERE connection_id = @connection AND ${unlisted('account', 'accounts.external_key')} AND NOT EXISTS (SELECT 1 FROM cards WHERE account_id = accounts.id)
           AND NOT EXISTS (SELECT 1 FROM statements WHERE account_id = accounts.id) AND NOT EXISTS (SELECT 1 FROM transactions WHERE account_id = accounts.id)`,
      )
      .run({ connection: connectionId }).changes
    if (gone + accounts > 0) tally.touched('cards', 'employees')
  }

  #brandOfAccount(externalId: string): CardsTable['brand'] {
    const account = this.#objects.read<Account>('account', externalId)
    return brandOf(account && this.#objects.read<Product>('product', account.productId)?.network)
  }

  #makeCard(accountId: number, externalId: string, brand: CardsTable['brand']): number {
    this.#scope.tally.touched('cards', 'employees')
    return Number(this.#insertCard.run(accountId, externalId, brand, this.#scope.now).lastInsertRowid)
  }
}

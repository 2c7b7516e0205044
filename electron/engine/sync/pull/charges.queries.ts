/** Charges, pending and posted, by statements prepared once: a million rows go through here. */
import type { Categorisable } from '#shared/domain/category.ts'
import { MerchantBook } from '../../imports/write-merchants.queries.ts'
import type { StoredTransaction } from '../../db/tables/transactions.table.ts'
import { SAID_COLUMNS, type Said } from './charge-columns.ts'
import type { PageScope } from './scope.ts'
import type { SetAside } from './set-aside.queries.ts'

/** What is decided here, beside what the issuer says. */
const PLACED_COLUMNS = ['account_id', 'card_id', 'merchant_id', 'category_id', 'category_source', ...SAID_COLUMNS] as const satisfies readonly (keyof StoredTransaction)[]
type Placed = Pick<StoredTransaction, (typeof PLACED_COLUMNS)[number]>

export type StoredCharge = Placed & Pick<StoredTransaction, 'id' | 'note' | 'issuer_version' | 'issuer_generation'>

export interface ChargePlace {
  readonly accountId: number
  readonly cardId: number
}

export class ChargeBook {
  readonly #scope: PageScope
  readonly #setAside: SetAside
  readonly #merchants: MerchantBook
  readonly #find
  readonly #byId
  readonly #ofAuthorization
  readonly #insert
  readonly #update
  readonly #confirm
  readonly #delete

  constructor(scope: PageScope, setAside: SetAside) {
    const { sqlite } = scope
    this.#scope = scope
    this.#setAside = setAside
    this.#merchants = new MerchantBook(sqlite)
    const columns = `id, note, issuer_version, issuer_generation, ${PLACED_COLUMNS.join(', ')}`
    this.#find = sqlite.prepare<[string, number], StoredCharge>(`SELECT ${columns} FROM transactions WHERE external_id = ? AND account_id IN (SELECT id FROM accounts WHERE connection_id = ?)`)
    this.#byId = sqlite.prepare<[number], StoredCharge>(`SELECT ${columns} FROM transactions WHERE id = ?`)
    this.#ofAuthorization = sqlite.prepare<[string, number], StoredCharge>(
      `SELECT ${columns} FROM transactions WHERE authorization_id = ? AND account_id IN (SELECT id FROM accounts WHERE connection_id = ?) ORDER BY pending DESC, id`,
    )
    this.#insert = sqlite.prepare(
      `INSERT INTO transactions (issuer_version, issuer_generation, confirmed_at, note, ${PLACED_COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ${PLACED_COLUMNS.map(() => '?').join(', ')})`,
    )
    this.#update = sqlite.prepare(`UPDATE transactions SET issuer_version = ?, issuer_generation = ?, confirmed_at = ?, ${PLACED_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
    // Nothing that a roll-up or the text index follows.
    this.#confirm = sqlite.prepare('UPDATE transactions SET issuer_version = ?, issuer_generation = ?, confirmed_at = ? WHERE id = ?')
    this.#delete = sqlite.prepare('DELETE FROM transactions WHERE id = ?')
  }

  find(externalId: string): StoredCharge | undefined {
    return this.#find.get(externalId, this.#scope.connectionId)
  }

  byId(id: number): StoredCharge | undefined {
    return this.#byId.get(id)
  }

  /** The pending one first. */
  ofAuthorization(authorizationId: string): readonly StoredCharge[] {
    return this.#ofAuthorization.all(authorizationId, this.#scope.connectionId)
  }

  /** Makes the row, or makes `row` what the issuer says now; a person's note and category stay. */
  put(row: StoredCharge | undefined, said: Said, place: ChargePlace, version: number): 'added' | 'updated' | 'same' {
    return row ? this.#change(row, said, place, version) : this.#add(said, place, version)
  }

  /** Keeps what a person made of it. */
  remove(row: StoredCharge): void {
    const { tally } = this.#scope
    const categoryId = row.category_source === 'person' ? row.category_id : null
    if (row.note !== null || categoryId !== null) {
      const { external_id: externalId, authorization_id: authorizationId, posted_on: postedOn, amount_minor: amountMinor, currency, descriptor } = row
      this.#setAside.keep({ externalId: externalId ?? '', authorizationId, postedOn, amountMinor, currency, descriptor }, { note: row.note, categoryId })
    }
    this.#delete.run(row.id)
    tally.touched('transactions')
  }

  #add(said: Said, place: ChargePlace, version: number): 'added' {
    const { generation, now, tally } = this.#scope
    const waiting = this.#setAside.take(said.external_id ?? '', said.authorization_id)
    const placed = this.#placed(said, place, waiting?.categoryId ?? null)
    this.#insert.run(version, generation, now, waiting?.note ?? null, ...placed)
    tally.touched('transactions')
    return 'added'
  }

  #change(row: StoredCharge, said: Said, place: ChargePlace, version: number): 'updated' | 'same' {
    const { generation, now, tally } = this.#scope
    const placed = this.#placed(said, place, row.category_source === 'person' ? row.category_id : null)
    if (PLACED_COLUMNS.every((column, index) => row[column] === placed[index])) {
      if (row.issuer_version !== version || row.issuer_generation !== generation) this.#confirm.run(version, generation, now, row.id)
      return 'same'
    }
    this.#update.run(version, generation, now, ...placed, row.id)
    tally.touched('transactions')
    return 'updated'
  }

  /** In the order of PLACED_COLUMNS. */
  #placed(said: Said, { accountId, cardId }: ChargePlace, chosenCategory: number | null): readonly (string | number | null)[] {
    const merchant = this.#merchants.merchant(said.merchant)
    const category = chosenCategory === null ? this.#merchants.category(merchant, categorisable(said)) : { id: chosenCategory, source: 'person' as const }
    return [accountId, cardId, merchant.id, category.id, category.source, ...SAID_COLUMNS.map((column) => said[column])]
  }
}

function categorisable({ type, mcc }: Said): Categorisable {
  return { type, mcc, issuerCategory: null }
}

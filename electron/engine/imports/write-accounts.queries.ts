/** Accounts, cards and their holders, made the first time that a row needs them. */
import { matchName } from '#shared/domain/match-name.ts'
import { personName } from '#shared/domain/person-name.ts'
import type { Sqlite } from '../db/sqlite.ts'
import type { PreviewAccount } from './preview-state.ts'

export interface ImportStamp {
  readonly importId: number
  readonly connectionId: number
  /** Epoch ms. */
  readonly now: number
}

interface StoredCard {
  readonly id: number
  readonly holder: number | null
  readonly importId: number | null
}

export class AccountBook {
  readonly #stamp: ImportStamp
  readonly #accounts = new Map<string, number>()
  readonly #cards = new Map<string, StoredCard>()
  /** Card keys of a group to the name that files give its holder. */
  readonly #members = new Map<string, string>()
  readonly #findAccount
  readonly #insertAccount
  readonly #findCard
  readonly #insertCard
  readonly #linkCard
  readonly #findHolder
  readonly #insertHolder
  readonly #keep

  constructor(sqlite: Sqlite, stamp: ImportStamp) {
    this.#stamp = stamp
    this.#findAccount = sqlite.prepare<[number, string], { id: number }>('SELECT id FROM accounts WHERE connection_id = ? AND external_key = ?')
    this.#insertAccount = sqlite.prepare(
      'INSERT INTO accounts (connection_id, external_key, kind, issuer, label, last_digits, currency, created_at, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#findCard = sqlite.prepare<[number, string], StoredCard>('SELECT id, cardholder_id AS holder, import_id AS importId FROM cards WHERE account_id = ? AND external_key = ?')
    this.#insertCard = sqlite.prepare(
      `INSERT INTO cards (account_id, external_key, cardholder_id, last_digits, brand, status, created_at, import_id) VALUES (?, ?, ?, ?, ?, 'unknown', ?, ?)`,
    )
    this.#linkCard = sqlite.prepare('UPDATE cards SET cardholder_id = ? WHERE id = ?')
    this.#findHolder = sqlite.prepare<[string], { id: number }>('SELECT id FROM cardholders WHERE match_name = ?')
    this.#insertHolder = sqlite.prepare(`INSERT INTO cardholders (name, match_name, origin, created_at, import_id) VALUES (?, ?, 'import', ?, ?)`)
    this.#keep = sqlite.prepare(`INSERT OR IGNORE INTO import_replaced (import_id, kind, row_id, before) VALUES (?, 'card', ?, ?)`)
  }

  /** Remembers whom the account's rows name as holder of a card: the first that does. */
  noteMember(group: string, cardKey: string, member: string | null): void {
    const slot = slotOf(group, cardKey)
    if (member !== null && matchName(member) !== '' && !this.#members.has(slot)) this.#members.set(slot, personName(member))
  }

  account({ target, facts }: PreviewAccount): number {
    const known = this.#accounts.get(target.group)
    if (known !== undefined) return known
    const id = target.accountId ?? this.#makeAccount(target, facts)
    this.#accounts.set(target.group, id)
    return id
  }

  card(account: PreviewAccount, cardKey: string): number {
    const slot = slotOf(account.target.group, cardKey)
    const known = this.#cards.get(slot)
    if (known) return known.id
    const accountId = this.account(account)
    const card = this.#findCard.get(accountId, cardKey) ?? this.#makeCard(accountId, cardKey, account.brand, this.#holderOf(slot))
    this.#cards.set(slot, card)
    return card.id
  }

  /**
   * Gives cards that were here before without a holder the one that the files name. Cards that a person has touched (`import_id` is null
   * from then on) stay as they are.
   */
  linkHolders(accounts: readonly PreviewAccount[]): void {
    for (const { target } of accounts) {
      const accountId = target.accountId ?? this.#accounts.get(target.group)
      if (accountId === undefined) continue
      for (const slot of this.#members.keys()) {
        const cardKey = cardKeyIn(target.group, slot)
        const card = cardKey === undefined ? undefined : this.#findCard.get(accountId, cardKey)
        if (card === undefined || card.holder !== null || card.importId === null) continue
        this.#keep.run(this.#stamp.importId, card.id, JSON.stringify({ cardholder_id: null }))
        this.#linkCard.run(this.#holderOf(slot), card.id)
      }
    }
  }

  #makeAccount(target: PreviewAccount['target'], facts: PreviewAccount['facts']): number {
    const { connectionId, now, importId } = this.#stamp
    const kind = facts.kind === 'bank' ? 'bank' : 'card'
    const key = this.#freeKey(target.externalKey)
    return Number(this.#insertAccount.run(connectionId, key, kind, facts.issuer, target.label, target.lastDigits, facts.currency, now, importId).lastInsertRowid)
  }

  /** A file that does not say which account it is may be of a second one that looks the same. */
  #freeKey(key: string): string {
    let free = key
    for (let copy = 2; this.#findAccount.get(this.#stamp.connectionId, free) !== undefined; copy++) free = `${key} #${copy}`
    return free
  }

  #makeCard(accountId: number, cardKey: string, brand: string, holder: number | null): StoredCard {
    const { now, importId } = this.#stamp
    const digits = /^\d+$/.test(cardKey) ? cardKey : null
    const { lastInsertRowid } = this.#insertCard.run(accountId, cardKey, holder, digits, brand, now, importId)
    return { id: Number(lastInsertRowid), holder, importId }
  }

  #holderOf(slot: string): number | null {
    const name = this.#members.get(slot)
    if (name === undefined) return null
    const match = matchName(name)
    const known = this.#findHolder.get(match)
    return known?.id ?? Number(this.#insertHolder.run(name, match, this.#stamp.now, this.#stamp.importId).lastInsertRowid)
  }
}

function slotOf(group: string, cardKey: string): string {
  return `${group}\n${cardKey}`
}

function cardKeyIn(group: string, slot: string): string | undefined {
  return slot.startsWith(`${group}\n`) ? slot.slice(group.length + 1) : undefined
}

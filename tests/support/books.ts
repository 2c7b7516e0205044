/**
 * Books to test with: charges of a business, written straight into a store by prepared statements.
 *
 * `BookKeeper` writes what a test names, one thing at a time. `fillBooks` makes up any number of believable charges, always
 * the same ones for the same seed.
 */
import { guessCategory } from '#shared/domain/category.ts'
import { matchName } from '#shared/domain/match-name.ts'
import { addDays, daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { Sqlite } from '#engine/db/sqlite.ts'
import type { Store } from '#engine/db/store.ts'
import type { TransactionType } from '#shared/rpc/contract/common.ts'
import { TEST_NOW } from './store.ts'

type Prepared = ReturnType<Sqlite['prepare']>

export interface NewCard {
  readonly holder?: number | null
  readonly digits?: string | null
  readonly account?: number
  readonly nickname?: string | null
  readonly importId?: number | null
}

export interface NewCharge {
  readonly card: number
  readonly on: string
  /** A charge is negative. */
  readonly minor: number
  readonly currency?: string
  readonly type?: TransactionType
  readonly pending?: boolean
  readonly merchant?: string
  /** Key of a built-in category; guessed from type and mcc when absent. */
  readonly category?: string
  readonly source?: 'mcc' | 'issuer' | 'merchant' | 'person' | 'none'
  readonly descriptor?: string
  readonly memo?: string | null
  readonly note?: string | null
  readonly reference?: string | null
  readonly externalId?: string | null
  readonly mcc?: string | null
  readonly importId?: number | null
  /** The instant, which only an issuer tells. */
  readonly at?: number | null
}

export interface NewStatement {
  readonly account: number
  readonly closedOn: string
  readonly openedOn?: string | null
  readonly dueOn?: string | null
  readonly openingMinor?: number | null
  readonly closingMinor?: number
  readonly minimumDueMinor?: number | null
}

const CHARGE_DEFAULTS = {
  currency: 'USD', pending: false, merchant: 'Corner Coffee', category: null, memo: null, note: null, reference: null, externalId: null, mcc: null, importId: null, at: null,
} satisfies { readonly [K in keyof NewCharge]?: NewCharge[K] | null }

/** Writes single things inside one transaction: `store.transaction(async (_db, sqlite) => new BookKeeper(sqlite)…)`. */
export class BookKeeper {
  readonly #sqlite: Sqlite
  readonly #charge: Prepared
  readonly #merchants = new Map<string, number>()
  // Folding a name costs more than inserting a row.
  readonly #matchNames = new Map<string, string>()
  readonly #categories: ReadonlyMap<string, number>
  readonly #accountOfCard = new Map<number, number>()
  #serial = 0

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite
    this.#categories = new Map(sqlite.prepare<[], { key: string; id: number }>('SELECT key, id FROM categories').all().map(({ key, id }) => [key, id]))
    for (const { id, account } of sqlite.prepare<[], { id: number; account: number }>('SELECT id, account_id AS account FROM cards').all()) this.#accountOfCard.set(id, account)
    for (const { id, match } of sqlite.prepare<[], { id: number; match: string }>('SELECT id, match_name AS match FROM merchants').all()) this.#merchants.set(match, id)
    this.#charge = sqlite.prepare(`
      INSERT INTO transactions (account_id, card_id, merchant_id, category_id, category_source, import_id, external_id, posted_on, amount_minor, currency, source_minor,
        type, pending, descriptor, memo, reference, mcc, note, transacted_at, confirmed_at)
      VALUES (@account, @card, @merchant, @category, @source, @importId, @externalId, @on, @minor, @currency, @minor, @type, @pending, @descriptor, @memo, @reference, @mcc, @note, @at, @now)`)
  }

  category(key: string): number {
    const id = this.#categories.get(key)
    if (id === undefined) throw new Error(`No category ${key}`)
    return id
  }

  person(name: string, importId: number | null = null): number {
    return this.#insert('INSERT INTO cardholders (name, match_name, origin, created_at, import_id) VALUES (?, ?, ?, ?, ?)', name, matchName(name), importId === null ? 'person' : 'import', TEST_NOW, importId)
  }

  account({ label, issuer = 'American Express', currency = 'USD', kind = 'card', digits = null }: { label?: string; issuer?: string | null; currency?: string; kind?: 'card' | 'bank'; digits?: string | null } = {}): number {
    this.#serial += 1
    return this.#insert(
      'INSERT INTO accounts (connection_id, external_key, kind, issuer, label, last_digits, currency, created_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)',
      `account-${this.#serial}-${this.#count('accounts')}`, kind, issuer, label ?? `${issuer ?? 'Account'} ··${String(71_000 + this.#serial)}`, digits, currency, TEST_NOW,
    )
  }

  card({ holder = null, digits = null, account = this.account(), nickname = null, importId = null }: NewCard = {}): number {
    const id = this.#insert(
      `INSERT INTO cards (account_id, external_key, cardholder_id, last_digits, brand, status, nickname, created_at, import_id) VALUES (?, ?, ?, ?, 'amex', 'active', ?, ?, ?)`,
      account, digits ?? `card-${this.#count('cards')}`, holder, digits, nickname, TEST_NOW, importId,
    )
    this.#accountOfCard.set(id, account)
    return id
  }

  import(files: readonly string[] = ['statement.ofx'], at = TEST_NOW, added = 0): number {
    const id = this.#insert('INSERT INTO imports (connection_id, applied_at, added, updated, skipped, statements) VALUES (1, ?, ?, 0, 0, 0)', at, added)
    for (const name of files) this.#insert(`INSERT INTO import_files (import_id, name, format, size, sha256) VALUES (?, ?, 'ofx1', 1, ?)`, id, name, `${name}-${id}`)
    return id
  }

  merchant(name: string): number {
    const match = this.#matchNames.get(name) ?? matchName(name)
    this.#matchNames.set(name, match)
    const known = this.#merchants.get(match)
    if (known !== undefined) return known
    const id = this.#insert('INSERT INTO merchants (name, match_name) VALUES (?, ?)', name, match)
    this.#merchants.set(match, id)
    return id
  }

  charge(charge: NewCharge): number {
    const { card, on, minor, type = minor > 0 ? 'payment' : 'charge' } = charge
    const account = this.#accountOfCard.get(card)
    if (account === undefined) throw new Error(`No card ${card}`)
    const { mcc, merchant, category, ...rest } = { ...CHARGE_DEFAULTS, ...charge }
    const guess = guessCategory({ type, mcc, issuerCategory: null })
    const { lastInsertRowid } = this.#charge.run({
      source: category === null ? guess.source : 'issuer',
      descriptor: merchant.toUpperCase(),
      ...rest,
      account, card, on, minor, type, mcc,
      merchant: this.merchant(merchant),
      category: this.category(category ?? guess.key),
      pending: rest.pending ? 1 : 0,
      now: TEST_NOW,
    })
    return Number(lastInsertRowid)
  }

  source(transaction: number, importFile: number, line: number, raw: Readonly<Record<string, string>>): void {
    this.#insert('INSERT INTO transaction_sources (transaction_id, import_file_id, line, raw) VALUES (?, ?, ?, ?)', transaction, importFile, line, JSON.stringify(raw))
  }

  statement({ account, closedOn, openedOn = null, dueOn = null, openingMinor = null, closingMinor = 0, minimumDueMinor = null }: NewStatement): number {
    return this.#insert(
      'INSERT INTO statements (account_id, closed_on, opened_on, due_on, opening_minor, closing_minor, minimum_due_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
      account, closedOn, openedOn, dueOn, openingMinor, closingMinor, minimumDueMinor,
    )
  }

  #insert(sql: string, ...values: (string | number | null)[]): number {
    return Number(this.#sqlite.prepare(sql).run(...values).lastInsertRowid)
  }

  #count(table: string): number {
    return this.#sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  }
}

/** Writes in one transaction and hands out what `work` returns. */
export function keepBooks<T>(store: Store, work: (books: BookKeeper) => T): Promise<T> {
  return store.transaction(async (_db, sqlite) => work(new BookKeeper(sqlite)))
}

export interface BooksOptions {
  readonly transactions: number
  readonly cards?: number
  readonly people?: number
  readonly merchants?: number
  readonly months?: number
  /** Last day with charges. */
  readonly until?: string
  readonly seed?: number
  /** With the instants that an issuer tells. */
  readonly instants?: boolean
}

export interface Books {
  readonly cards: readonly number[]
  readonly people: readonly number[]
  readonly merchants: readonly string[]
  readonly from: string
  readonly until: string
}

const FIRST_NAMES = ['Ada', 'Ben', 'Chloé', 'Dov', 'Elena', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Keiko', 'Luca', 'Mara', 'Nils', 'Olga', 'Priya', 'Quinn', 'Rosa', 'Sven', 'Tess', 'Umar', 'Vera', 'Wanda', 'Yusuf', 'Zoë'] as const
const LAST_NAMES = ['Lindqvist', 'Marlowe', 'Okafor', 'Petrov', 'Quiroga', 'Reyes', 'Sato', 'Tanaka', 'Ueda', 'Varga', 'Whitfield', 'Young'] as const
const BRANDS = [
  ['Blue Heron Coffee', '5814'], ['Harbor Grill', '5812'], ['Northwind Air', '3000'], ['Cedar Inn', '3501'], ['Metro Taxi', '4121'], ['Summit Fuel', '5541'], ['Fresh Basket', '5411'],
  ['Paper & Pine', '5943'], ['Cloudnine Hosting', '5734'], ['Brightline Ads', '7311'], ['Parcel Post', '4215'], ['Signal Mobile', '4814'], ['Oakwood Hardware', '5251'], ['Union Parking', '7523'],
  ['Quill Legal', '8111'], ['City Power', '4900'], ['Lumen Books', '5942'], ['Vista Rental', '3351'], ['Corner Pub', '5813'], ['Unlisted Trader', ''],
] as const
const PLACES = ['Boston', 'Denver', 'Lisbon', 'Austin', 'Oslo', 'Toronto', 'Fresno', 'Albany', 'Tacoma', 'Reno', 'Mobile', 'Salem'] as const
const MEMOS = ['client lunch', 'team offsite', 'trade fair', 'replacement part', 'monthly plan'] as const

/** The same numbers for the same seed (mulberry32). Each call gives the next, 0 ≤ x < 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

const DAY_MS = 86_400_000

// From here on indexes and triggers row by row cost more than doing their work once at the end.
const BULK_FROM = 20_000

/** Fills an empty store. A million charges take about half a minute. */
export function fillBooks(store: Store, options: BooksOptions): Promise<Books> {
  return store.transaction(async (_db, sqlite) => {
    if (options.transactions < BULK_FROM) return writeCharges(sqlite, options)
    const cache = Number(sqlite.pragma('cache_size', { simple: true }))
    sqlite.pragma('cache_size = -262144')
    const dropped = dropIndexesAndTriggers(sqlite)
    const books = writeCharges(sqlite, options)
    for (const { sql } of dropped.filter(({ type }) => type === 'index')) sqlite.exec(sql)
    rebuild(sqlite)
    for (const { sql } of dropped.filter(({ type }) => type === 'trigger')) sqlite.exec(sql)
    sqlite.pragma(`cache_size = ${cache}`)
    return books
  })
}

function writeCharges(sqlite: Sqlite, options: BooksOptions): Books {
  const { transactions, cards = 22, people = 14, merchants = 600, months = 24, until = '2026-11-23', seed = 1, instants = false } = options
  const keeper = new BookKeeper(sqlite)
  const random = randomFrom(seed)
  const holders = Array.from({ length: people }, (_, index) => keeper.person(personName(index)))
  const accounts = Array.from({ length: Math.ceil(cards / 6) }, () => keeper.account())
  // The last card of every eleven has no holder: somebody has yet to say whose it is.
  const held = Array.from({ length: cards }, (_, index) => {
    const holder = index % 11 === 10 ? null : (holders[index % holders.length] ?? null)
    return keeper.card({ account: accounts[index % accounts.length] as number, holder, digits: String(10_000 + index * 37) })
  })
  const names = Array.from({ length: merchants }, (_, index) => merchantName(index))
  const from = addDays(until as IsoDate, -Math.round(months * 30.4))
  const span = daysBetween(from, until as IsoDate)
  for (let index = 0; index < transactions; index += 1) {
    // Statements come roughly in the order of their days, a few days out of step.
    const day = Math.min(span, Math.max(0, Math.floor((index / transactions) * span + random() * 20 - 10)))
    const card = held[Math.floor(random() ** 1.5 * held.length)] as number
    const on = addDays(from, day)
    keeper.charge({ card, on, ...(instants ? { at: Date.parse(`${on}T00:00:00Z`) + ((index * 7_919_003) % DAY_MS) } : {}), pending: index > transactions - 40 && random() < 0.5, externalId: `F${String(index).padStart(8, '0')}`, ...madeUpCharge(random, names) })
  }
  return { cards: held, people: holders, merchants: names, from, until }
}

// How often each kind of row occurs on a statement.
const KINDS = [['charge', 0.93], ['refund', 0.96], ['payment', 0.98], ['fee', 0.99], ['interest', 1]] as const

function madeUpCharge(random: () => number, names: readonly string[]): Pick<NewCharge, 'minor' | 'type' | 'mcc' | 'merchant' | 'descriptor' | 'memo' | 'reference'> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const merchantIndex = Math.floor(random() ** 2 * names.length)
  const merchant = names[merchantIndex] ?? 'Corner Coffee'
  const kind = random()
  const type = KINDS.find(([, share]) => kind < share)?.[0] ?? 'charge'
  const magnitude = 100 + Math.floor(random() ** 4 * 400_000)
  return {
    type,
    minor: type === 'refund' || type === 'payment' ? magnitude : -magnitude,
    mcc: BRANDS[merchantIndex % BRANDS.length]?.[1] || null,
    merchant,
    descriptor: `${merchant.toUpperCase()} #${1000 + Math.floor(random() * 9000)} ${pick(PLACES).toUpperCase()}`,
    memo: random() < 0.1 ? pick(MEMOS) : null,
    reference: `R${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
  }
}

function personName(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? ''
  const last = LAST_NAMES[(index * 7 + Math.floor(index / FIRST_NAMES.length)) % LAST_NAMES.length] ?? ''
  return index < FIRST_NAMES.length * LAST_NAMES.length ? `${first} ${last}` : `${first} ${last} ${index}`
}

function merchantName(index: number): string {
  const brand = BRANDS[index % BRANDS.length]?.[0] ?? ''
  const round = Math.floor(index / BRANDS.length)
  return round === 0 ? brand : `${brand} ${PLACES[round % PLACES.length] ?? ''} ${Math.floor(round / PLACES.length) || ''}`.trim()
}

interface Dropped {
  readonly type: 'index' | 'trigger'
  readonly name: string
  readonly sql: string
}

function dropIndexesAndTriggers(sqlite: Sqlite): readonly Dropped[] {
  const dropped = sqlite.prepare<[], Dropped>(`SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND tbl_name = 'transactions' AND sql IS NOT NULL`).all()
  for (const { type, name } of dropped) sqlite.exec(`DROP ${type} ${name}`)
  return dropped
}

/** What the triggers would have written. */
function rebuild(sqlite: Sqlite): void {
  for (const [table, column, value] of [['daily_spend', 'day', 'posted_on'], ['monthly_spend', 'month', 'substr(posted_on, 1, 7)']] as const) {
    sqlite.exec(`INSERT INTO ${table} (card_id, ${column}, category_id, currency, spend_minor, payment_minor, transactions)
      SELECT card_id, ${value}, category_id, currency, sum(spend_minor), sum(payment_minor), count(*) FROM transactions WHERE pending = 0 GROUP BY ${value}, card_id, category_id, currency`)
  }
  sqlite.exec(`INSERT INTO transaction_search (rowid, merchant, descriptor, memo, note, reference)
    SELECT t.id, m.name, t.descriptor, t.memo, t.note, t.reference FROM transactions t JOIN merchants m ON m.id = t.merchant_id ORDER BY t.id`)
}

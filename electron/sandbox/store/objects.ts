/**
 * The objects of the feed, each at its newest version.
 *
 * A version is the row's place in the one order of all changes. Small types are kept in memory too, because every authorization asks for them.
 */
import { FEED_TYPES, type FeedObject, type FeedType } from '#shared/gateway/resources/changes.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import { columnsOf, type Draft } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** Types with many objects are read from disk; all others are kept. */
const LARGE: ReadonlySet<FeedType> = new Set<FeedType>(['transaction', 'authorization', 'alert', 'rewardActivity'])

export interface ChangeRow {
  readonly seq: number
  readonly type: string
  readonly id: string
  /** JSON without the version; null: deleted. */
  readonly body: string | null
}

interface Listed {
  readonly seq: number
  readonly body: string
}

export interface ListFilter {
  readonly account?: string | undefined
  readonly card?: string | undefined
  readonly kind?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export class Objects {
  readonly #sqlite: Sqlite
  readonly #kept = new Map<FeedType, Map<string, FeedObject<FeedType>>>()
  readonly #statements: ReturnType<typeof prepare>
  #head: number

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite
    this.#statements = prepare(sqlite)
    this.#head = this.#readHead()
  }

  /** The newest version of all. */
  get head(): number {
    return this.#head
  }

  /** Versions below this are left free: the seed puts there what clients should meet first. */
  reserve(versions: number): void {
    this.#head = Math.max(this.#head, versions)
  }

  /** Writes an object at a new version. */
  put<T extends FeedType>(type: T, draft: Draft<T>): FeedObject<T> {
    const { version: _version, ...content } = draft as Draft<T> & { version?: number; id: string }
    this.#forget(type, content.id)
    return this.#insert(type, content as unknown as Draft<T> & { readonly id: string })
  }

  /** A new object, whose id nothing has yet. */
  add<T extends FeedType>(type: T, draft: Draft<T> & { readonly id: string }): FeedObject<T> {
    return this.#insert(type, draft)
  }

  #insert<T extends FeedType>(type: T, content: Draft<T> & { readonly id: string }): FeedObject<T> {
    const seq = ++this.#head
    const { account, card, at, day, kind, category, minor, units } = columnsOf(type, content)
    this.#statements.insert.run(seq, type, content.id, account, card, at, day, kind, category, minor, units, JSON.stringify(content))
    const object = { ...content, version: seq } as unknown as FeedObject<T>
    if (!LARGE.has(type)) this.#keptOf(type).set(content.id, object)
    return object
  }

  #forget(type: FeedType, id: string): void {
    if (LARGE.has(type)) this.#statements.forget.run(id)
    else {
      const known = this.#keptOf(type).get(id)
      if (known) this.#statements.forgetVersion.run(known.version)
    }
  }

  /** Leaves a tombstone in the feed. */
  remove(type: FeedType, id: string): void {
    this.#forget(type, id)
    this.#statements.insert.run(++this.#head, type, id, null, null, null, null, null, null, null, null, null)
    this.#kept.get(type)?.delete(id)
  }

  find<T extends FeedType>(type: T, id: string): FeedObject<T> | undefined {
    if (!LARGE.has(type)) return this.#keptOf(type).get(id)
    const row = this.#statements.one.get(id, type) as Listed | undefined
    return row && parse<T>(row)
  }

  /** Throws `not_found`. */
  get<T extends FeedType>(type: T, id: string): FeedObject<T> {
    const object = this.find(type, id)
    if (!object) throw new GatewayError('not_found')
    return object
  }

  /** Changes an object; throws `not_found`. */
  update<T extends FeedType>(type: T, id: string, change: Partial<Draft<T>>): FeedObject<T> {
    return this.put(type, { ...this.get(type, id), ...change })
  }

  /** Every object of a small type, in the order they were made. */
  all<T extends FeedType>(type: T): readonly FeedObject<T>[] {
    if (LARGE.has(type)) throw new RangeError(`${type} is read in pages`)
    return [...this.#keptOf(type).values()]
  }

  /** Newest first by instant; `cursor` is the row to go on after, as `at:seq`. */
  page<T extends FeedType>(type: T, { cursor, limit, filter = {} }: { cursor?: string | undefined; limit: number; filter?: ListFilter }): { items: FeedObject<T>[]; nextCursor: string | null } {
    const [at = Number.MAX_SAFE_INTEGER, seq = Number.MAX_SAFE_INTEGER] = cursor === undefined ? [] : cursor.split(':').map(Number)
    if (!Number.isSafeInteger(at) || !Number.isSafeInteger(seq)) throw new GatewayError('cursor_invalid')
    const { account = null, card = null, kind = null, from = null, to = null } = filter
    const rows = this.#statements.list.all({ type, at, seq, limit: limit + 1, account, card, kind, from, to }) as (Listed & { at: number })[]
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items: items.map((row) => parse<T>(row)), nextCursor: rows.length > limit && last ? `${last.at}:${last.seq}` : null }
  }

  /** Objects of a type that belong to an account, oldest booking day first. */
  ofAccountDays<T extends FeedType>(type: T, { account, from, to, after, limit }: { account: string; from: string; to: string; after: readonly [day: string, seq: number]; limit: number }): FeedObject<T>[] {
    return (this.#statements.days.all({ type, account, from, to, day: after[0], seq: after[1], limit }) as Listed[]).map((row) => parse<T>(row))
  }

  /** The next changes after a version, in order. */
  changes(after: number, limit: number): readonly ChangeRow[] {
    return this.#statements.changes.all(after, limit) as ChangeRow[]
  }

  /** After a rollback: what is in memory may never have happened. */
  reload(): void {
    this.#kept.clear()
    this.#head = this.#readHead()
  }

  /** Moves every object of these types to the front of the feed, in this order, into versions that were reserved; drops tombstones. */
  bringToFront(types: readonly FeedType[]): void {
    this.#sqlite.exec('DELETE FROM objects WHERE body IS NULL')
    const move = this.#sqlite.prepare('UPDATE objects SET seq = ? WHERE seq = ?')
    let next = 1
    for (const type of types) {
      const rows = this.#sqlite.prepare('SELECT seq FROM objects WHERE type = ? ORDER BY seq').pluck().all(type) as number[]
      for (const seq of rows) move.run(next++, seq)
    }
    this.reload()
  }

  #readHead(): number {
    return this.#sqlite.prepare('SELECT coalesce(max(seq), 0) FROM objects').pluck().get() as number
  }

  #keptOf<T extends FeedType>(type: T): Map<string, FeedObject<T>> {
    const known = this.#kept.get(type)
    if (known) return known as unknown as Map<string, FeedObject<T>>
    const rows = this.#statements.ofType.all(type) as (Listed & { id: string })[]
    const kept = new Map(rows.map((row) => [row.id, parse<T>(row)]))
    this.#kept.set(type, kept as unknown as Map<string, FeedObject<FeedType>>)
    return kept
  }
}

/** The object as the API says it: its version stands in the row, not in the body. */
export function withVersion({ seq, body }: { readonly seq: number; readonly body: string }): string {
  return `{"version":${seq},${body.slice(1)}`
}

function parse<T extends FeedType>(row: Listed): FeedObject<T> {
  return { ...(JSON.parse(row.body) as FeedObject<T>), version: row.seq }
}

function prepare(sqlite: Sqlite) {
  return {
    insert: sqlite.prepare('INSERT INTO objects (seq, type, id, account_id, card_id, at, day, kind, category, minor, units, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    forget: sqlite.prepare('DELETE FROM objects WHERE id = ?'),
    forgetVersion: sqlite.prepare('DELETE FROM objects WHERE seq = ?'),
    one: sqlite.prepare('SELECT seq, body FROM objects WHERE id = ? AND type = ? AND body IS NOT NULL'),
    ofType: sqlite.prepare('SELECT seq, id, body FROM objects WHERE type = ? AND body IS NOT NULL ORDER BY id'),
    changes: sqlite.prepare('SELECT seq, type, id, body FROM objects WHERE seq > ? ORDER BY seq LIMIT ?'),
    list: sqlite.prepare(`
      SELECT seq, at, body FROM objects
      WHERE type = @type AND (at, seq) < (@at, @seq) AND body IS NOT NULL
        AND (@account IS NULL OR account_id = @account) AND (@card IS NULL OR card_id = @card) AND (@kind IS NULL OR kind = @kind)
        AND (@from IS NULL OR day >= @from) AND (@to IS NULL OR day <= @to)
      ORDER BY at DESC, seq DESC LIMIT @limit`),
    days: sqlite.prepare(`
      SELECT seq, body FROM objects
      WHERE account_id = @account AND day BETWEEN @from AND @to AND type = @type AND (day, seq) > (@day, @seq) AND body IS NOT NULL
      ORDER BY day, seq LIMIT @limit`),
  }
}

/** The order in which a first sync meets them. */
export const BASE_TYPES: readonly FeedType[] = FEED_TYPES.filter((type) => !LARGE.has(type) && type !== 'statement')

/**
 * Takes everything that still reads out of a damaged database into a new one, table by table and row by row.
 *
 * The cipher refuses a page of which one bit is wrong, so a row is either right or cannot be read: nothing wrong is taken over. Where rows
 * cannot be read they are looked up in the newest automatic copy. What an issuer keeps is fetched again afterwards in any case.
 */
import { openSqlite, translateErrors, type Sqlite } from '../db/sqlite.ts'
import { openStore } from '../db/store.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { bindAgain, countKept } from './salvage-tidy.queries.ts'

export interface SalvageJob {
  readonly file: string
  readonly key: Uint8Array
  /** The new database; there is none yet. */
  readonly to: string
  /** A copy with the same key, for what cannot be read; null where there is none. */
  readonly copy: string | null
  readonly now: number
}

export interface SalvageReport {
  /** Rows that are in the new database, by what they are to a person. */
  readonly kept: { readonly changes: number; readonly drafts: number; readonly notes: number; readonly charges: number; readonly cards: number }
  /** Tables of which something could not be read. */
  readonly unreadable: readonly string[]
  /** Rows that came from the copy. */
  readonly fromCopy: number
}

/** Derived from the charges by triggers, or the search's own. */
const DERIVED = /^(daily_spend|monthly_spend|transaction_search(_.*)?|sqlite_.*)$/
/** Failing look-ups after which the rest of a table is given up. */
const MOST_PROBES = 100_000

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns of the key where there is no rowid. */
  readonly key: readonly string[] | null
}

/** Throws `db.disk-full`, `db.read-only`; never because of what is damaged. */
export async function salvageDatabase({ file, key, to, copy, now }: SalvageJob): Promise<SalvageReport> {
  const own = Buffer.from(key)
  await (await openStore({ file: to, key: Buffer.from(own), now })).close()
  const target = openSqlite({ file: to, key: own, isCopy: true })
  const source = openIfReadable(file, own)
  const spare = copy === null ? undefined : openIfReadable(copy, own)
  try {
    return translateErrors(() => new Salvage(target, source, spare).run())
  } finally {
    target.close()
    source?.close()
    spare?.close()
    own.fill(0)
  }
}

function openIfReadable(file: string, key: Buffer): Sqlite | undefined {
  try {
    return openSqlite({ file, key, readonly: true, isCopy: true })
  } catch (error) {
    if (AppError.is(error, 'db.damaged')) return undefined
    throw error
  }
}

class Salvage {
  readonly #target: Sqlite
  readonly #source: Sqlite | undefined
  readonly #spare: Sqlite | undefined
  readonly #unreadable = new Set<string>()
  #fromCopy = 0

  constructor(target: Sqlite, source: Sqlite | undefined, spare: Sqlite | undefined) {
    this.#target = target
    this.#source = source
    this.#spare = spare
  }

  run(): SalvageReport {
    this.#target.pragma('foreign_keys = OFF')
    this.#target.transaction(() => {
      for (const table of tablesOf(this.#target)) this.#takeTable(table)
      bindAgain(this.#target)
    })()
    return { kept: countKept(this.#target), unreadable: [...this.#unreadable].toSorted(), fromCopy: this.#fromCopy }
  }

  #takeTable(table: Table): void {
    const put = putterOf(this.#target, table)
    const reading = this.#source && readerOf(this.#source, table)
    const lost = reading === undefined ? WHOLE : table.key === null ? takeByRowid(reading, put) : takeFromBothEnds(reading, put)
    if (lost !== WHOLE && lost.length === 0) return
    this.#unreadable.add(table.name)
    const spare = this.#spare && readerOf(this.#spare, table)
    if (spare) this.#fillFromCopy(spare, put, lost)
  }

  #fillFromCopy(spare: Reading, put: Put, lost: Lost): void {
    try {
      if (lost === WHOLE) for (const row of spare.all('ASC')) this.#fromCopy += put(row, 'IGNORE')
      else for (const { from, to } of lost) for (const row of spare.between(from, to)) this.#fromCopy += put(row, 'IGNORE')
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Row numbers that do not read, or the whole table, of which some may be there already. */
type Lost = readonly Range[] | typeof WHOLE
const WHOLE = 'whole'

type Row = Readonly<Record<string, unknown>>
type Put = (row: Row, onConflict?: 'REPLACE' | 'IGNORE') => number

interface Reading {
  between(from: number, to: number): Iterable<Row>
  all(order: 'ASC' | 'DESC'): Iterable<Row>
  lastRowid(): number | undefined
}

/** Charges last: their triggers look at what stands beside them. */
function tablesOf(target: Sqlite): readonly Table[] {
  const names = target.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name = 'transactions', name").pluck().all() as string[]
  return names.filter((name) => !DERIVED.test(name)).map((name) => tableOf(target, name))
}

function tableOf(sqlite: Sqlite, name: string): Table {
  const columns = sqlite.pragma(`table_xinfo(${quoted(name)})`) as readonly { readonly name: string; readonly pk: number; readonly hidden: number }[]
  const [{ wr } = { wr: 0 }] = sqlite.pragma(`table_list(${quoted(name)})`) as readonly { readonly wr: number }[]
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk).map((column) => column.name)
  return { name, columns: columns.filter(({ hidden }) => hidden === 0).map((column) => column.name), key: wr === 1 ? key : null }
}

/** Undefined where the table is not there (an older format) or not even its columns can be read. */
function readerOf(sqlite: Sqlite, table: Table): Reading | undefined {
  try {
    const there = tableOf(sqlite, table.name).columns
    const columns = table.columns.filter((column) => there.includes(column)).map(quoted).join(', ')
    if (columns === '') return undefined
    const order = table.key?.map(quoted)
    const select = `SELECT ${order ? '' : 'rowid AS "_rowid", '}${columns} FROM ${quoted(table.name)}`
    const between = order ? undefined : sqlite.prepare(`${select} WHERE rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY rowid`)
    return {
      between: (from, to) => (between?.iterate(from, to) ?? []) as Iterable<Row>,
      all: (way) => sqlite.prepare(`${select} ORDER BY ${order ? order.map((column) => `${column} ${way}`).join(', ') : `rowid ${way}`}`).iterate() as Iterable<Row>,
      lastRowid: () => {
        try {
          return Number(sqlite.prepare(`SELECT max(rowid) FROM ${quoted(table.name)}`).pluck().get() ?? 0)
        } catch (error) {
          if (isDamage(error)) return undefined
          throw error
        }
      },
    }
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}

function putterOf(target: Sqlite, { name, columns }: Table): Put {
  const statements = new Map<string, ReturnType<Sqlite['prepare']>>()
  return (row, onConflict = 'REPLACE') => {
    const given = columns.filter((column) => column in row)
    const key = `${onConflict}:${given.length}`
    const statement = statements.get(key) ?? target.prepare(`INSERT OR ${onConflict} INTO ${quoted(name)} (${given.map(quoted).join(', ')}) VALUES (${given.map(() => '?').join(', ')})`)
    statements.set(key, statement)
    return statement.run(...given.map((column) => row[column])).changes
  }
}

/** Up to what cannot be read, then on behind it, found by halving. */
function takeByRowid(reading: Reading, put: Put): readonly Range[] {
  const lost: Range[] = []
  const lose = (from: number, to: number) => {
    const before = lost.at(-1)
    if (before?.to === from - 1) lost[lost.length - 1] = { from: before.from, to }
    else lost.push({ from, to })
  }
  const state = { read: 0, probes: 0 }
  const takeRange = (from: number, to: number): void => {
    if (from > to) return
    if (state.probes > MOST_PROBES) return lose(from, to)
    state.read = from - 1
    try {
      for (const row of reading.between(from, to)) {
        put(row)
        state.read = Number(row['_rowid'])
      }
    } catch (error) {
      if (!isDamage(error)) throw error
      state.probes += 1
      const next = state.read + 1
      if (next >= to) return lose(next, to)
      const middle = Math.floor((next + to) / 2)
      takeRange(next, middle)
      takeRange(middle + 1, to)
    }
  }
  // Where not even the end of the table reads, as far behind what does as a page can reach.
  takeRange(1, reading.lastRowid() ?? lastFrom(reading))
  return lost
}

/** The last row before the first that does not read, and room for a page of rows behind it. */
function lastFrom(reading: Reading): number {
  const state = { last: 0 }
  try {
    for (const row of reading.all('ASC')) state.last = Number(row['_rowid'])
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  return state.last + 2_000
}

function takeFromBothEnds(reading: Reading, put: Put): Lost {
  const take = (order: 'ASC' | 'DESC'): boolean => {
    try {
      for (const row of reading.all(order)) put(row)
      return true
    } catch (error) {
      if (!isDamage(error)) throw error
      return false
    }
  }
  if (take('ASC')) return []
  take('DESC')
  return WHOLE
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')
}

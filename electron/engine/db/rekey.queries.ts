/** A database under another key. Only ever a copy that nobody has open: SQLite's own re-key writes in place, and half of it would open with neither key. */
import { AppError } from '#shared/rpc/errors.ts'
import { openSqlite, translateErrors, type Sqlite } from './sqlite.ts'

export interface RekeyJob {
  readonly file: string
  /** 32 bytes each. */
  readonly key: Buffer
  readonly nextKey: Buffer
}

/** Blocks its thread. Throws `db.damaged` where what was written is not what was there, `db.disk-full`, `db.read-only`. */
export function rekeyDatabase({ file, key, nextKey }: RekeyJob): void {
  const before = using(openSqlite({ file, key, isCopy: true }), (sqlite) => {
    translateErrors(() => sqlite.pragma(`rekey = "x'${nextKey.toString('hex')}'"`))
    return rowCounts(sqlite)
  })
  const after = using(openSqlite({ file, key: nextKey, readonly: true, isCopy: true }), (sqlite) => (isWhole(sqlite) ? rowCounts(sqlite) : ''))
  if (after !== before) throw new AppError('db.damaged', {})
}

function isWhole(sqlite: Sqlite): boolean {
  return translateErrors(() => sqlite.pragma('integrity_check(1)', { simple: true })) === 'ok'
}

/** Of every table that is no view of another. */
function rowCounts(sqlite: Sqlite): string {
  return translateErrors(() => {
    const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").pluck().all() as string[]
    return JSON.stringify(tables.map((table) => [table, sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()]))
  })
}

function using<T>(sqlite: Sqlite, work: (sqlite: Sqlite) => T): T {
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}

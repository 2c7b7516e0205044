/**
 * Opening an encrypted SQLite file. The only file that knows the addon.
 *
 * Every connection sets the same pragmas first and reads each back (SECURITY.md 0: the defaults leak plaintext into temporary
 * files and reopen a WAL database with synchronous=NORMAL).
 */
import Database from 'better-sqlite3'
import { AppError } from '#shared/rpc/errors.ts'

export type Sqlite = Database.Database
/** A statement that is ready to run, with whatever parameters and rows it has. */
export type Prepared = Database.Statement<unknown[]>

export interface OpenOptions {
  readonly file: string
  /** 32 bytes, used raw: SQLite derives nothing from it. */
  readonly key: Buffer
  readonly readonly?: boolean
  /** A file that nobody else has open, read as it lies: its journal mode is neither changed nor looked at. */
  readonly isCopy?: boolean
}

const EXPECTED: readonly (readonly [pragma: string, value: string | number])[] = [
  ['temp_store', 2],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['cipher', 'chacha20'],
]

/** Throws `db.damaged` (or a wrong key, which SQLite cannot tell apart), `db.read-only`, `db.disk-full`, `db.in-use`. */
export function openSqlite({ file, key, readonly = false, isCopy = false }: OpenOptions): Sqlite {
  if (key.length !== 32) throw new RangeError('The database key has 32 bytes')
  const sqlite = translateErrors(() => new Database(file, { readonly }))
  try {
    translateErrors(() => configure(sqlite, key, { readonly, isCopy }))
  } catch (error) {
    sqlite.close()
    throw error
  }
  return sqlite
}

function configure(sqlite: Sqlite, key: Buffer, { readonly, isCopy }: Required<Pick<OpenOptions, 'readonly' | 'isCopy'>>): void {
  sqlite.pragma("cipher = 'chacha20'")
  sqlite.pragma(`key = "x'${key.toString('hex')}'"`)
  sqlite.pragma('temp_store = MEMORY')
  if (!readonly && !isCopy) sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 2000')
  // 32 MiB: a month of charges of a large business stays in memory.
  sqlite.pragma('cache_size = -32768')
  sqlite.pragma('trusted_schema = OFF')
  if (readonly) sqlite.pragma('query_only = ON')
  for (const [name, value] of isCopy ? EXPECTED : [...EXPECTED, ['journal_mode', 'wal'] as const]) {
    const found = sqlite.pragma(name, { simple: true })
    if (found !== value) throw new Error(`PRAGMA ${name} is ${String(found)}, not ${value}`)
  }
}

/** Gives SQLite's error codes their names in the app; everything else passes as it is. */
export function translateErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asAppError(error)
  }
}

export function asAppError(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : undefined
  if (code === undefined) return error
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new AppError('db.damaged', {}, { cause: error })
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') return new AppError('db.disk-full', {}, { cause: error })
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN') return new AppError('db.read-only', {}, { cause: error })
  if (code.startsWith('SQLITE_BUSY')) return new AppError('db.in-use', {}, { cause: error })
  return error
}

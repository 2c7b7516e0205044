/** A whole database as one file: packed, encrypted with the same key, and believed only once it has been opened and read. */
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'
import { openSqlite, translateErrors, type Sqlite } from '../db/sqlite.ts'
import { asStorageError } from './storage-error.ts'

export interface CopyJob {
  /** The database, open elsewhere or not. */
  readonly file: string
  /** Where the copy is to be; what is there is replaced in one step. */
  readonly to: string
  /** 32 bytes of either. */
  readonly key: Uint8Array
}

export interface CopyFacts {
  readonly bytes: number
}

export interface CheckJob {
  readonly file: string
  readonly key: Uint8Array
  /** `quick` reads every page; `full` also holds every index against its table. */
  readonly depth: 'quick' | 'full'
}

/**
 * Blocks its thread for as long as it takes. What others write meanwhile is in it or not, never in part.
 *
 * Throws `db.damaged` (of the source, or of what was written), `db.disk-full`, `db.read-only`; what was at `to` is then still there.
 */
export function copyDatabase({ file, to, key }: CopyJob): CopyFacts {
  const part = `${to}.part`
  rmSync(part, { force: true })
  try {
    const before = using(openSqlite({ file, key: Buffer.from(key) }), (source) => {
      const written = newestEntry(source)
      translateErrors(() => source.prepare('VACUUM INTO ?').run(part))
      return written
    })
    chmodSync(part, 0o600)
    const after = using(openSqlite({ file: part, key: Buffer.from(key), readonly: true, isCopy: true }), (copy) => (isWhole(copy, 'quick') ? newestEntry(copy) : -1))
    if (after < before) throw new AppError('db.damaged', {})
    sync(part)
    renameSync(part, to)
    sync(dirname(to))
    return { bytes: statSync(to).size }
  } catch (error) {
    rmSync(part, { force: true })
    throw asStorageError(error)
  }
}

/** False where the file does not read as it should, which includes another key. Throws what opening throws otherwise. */
export function checkDatabase({ file, key, depth }: CheckJob): boolean {
  try {
    return using(openSqlite({ file, key: Buffer.from(key), readonly: true, isCopy: true }), (sqlite) => isWhole(sqlite, depth))
  } catch (error) {
    if (AppError.is(error, 'db.damaged')) return false
    throw error
  }
}

function isWhole(sqlite: Sqlite, depth: CheckJob['depth']): boolean {
  return translateErrors(() => sqlite.pragma(depth === 'full' ? 'integrity_check(1)' : 'quick_check(1)', { simple: true })) === 'ok'
}

/** The newest entry of the audit trail: it only ever grows. */
function newestEntry(sqlite: Sqlite): number {
  const row = translateErrors(() => sqlite.prepare('SELECT coalesce(max(id), 0) AS newest FROM audit').get()) as { readonly newest: number }
  return row.newest
}

function using<T>(sqlite: Sqlite, work: (sqlite: Sqlite) => T): T {
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}

function sync(path: string): void {
  // Windows has no fsync of a folder; its rename is journalled by NTFS.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

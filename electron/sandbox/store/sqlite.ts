/** Opening the sandbox's own SQLite file. It holds made-up people only and is not encrypted. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DROP_OTHER_INDEXES, INDEXES_OF_FIGURES, OTHER_INDEXES, SCHEMA } from './schema.ts'

export type Sqlite = Database.Database
export type Statement<P extends unknown[] = unknown[], R = unknown> = Database.Statement<P, R>

export function openSqlite(folder: string): Sqlite {
  mkdirSync(folder, { recursive: true })
  const sqlite = new Database(join(folder, 'sandbox-issuer.sqlite'))
  sqlite.pragma('journal_mode = WAL')
  // What a power cut may lose here is a made-up charge; what a killed process leaves is intact either way.
  sqlite.pragma('synchronous = NORMAL')
  sqlite.pragma('busy_timeout = 2000')
  sqlite.pragma('cache_size = -65536')
  sqlite.exec(SCHEMA + INDEXES_OF_FIGURES + OTHER_INDEXES)
  return sqlite
}

/**
 * Runs the making of a store: without waiting for the disk, because a store whose making was interrupted is thrown away, and, for millions of
 * rows, without the indexes that can be made afterwards.
 */
export function whileMaking(sqlite: Sqlite, { withoutIndexes }: { readonly withoutIndexes: boolean }, work: () => void): void {
  sqlite.pragma('journal_mode = MEMORY')
  sqlite.pragma('synchronous = OFF')
  if (withoutIndexes) sqlite.exec(DROP_OTHER_INDEXES)
  work()
  if (withoutIndexes) sqlite.exec(OTHER_INDEXES)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = NORMAL')
}

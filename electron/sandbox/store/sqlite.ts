/** Opening the sandbox's own SQLite file. It holds made-up people only and is not encrypted. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { SCHEMA } from './schema.ts'

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
  sqlite.exec(SCHEMA)
  return sqlite
}

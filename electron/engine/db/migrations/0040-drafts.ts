import { sql } from 'kysely'
import type { Migration } from './migration.ts'

const STATEMENTS = [
  // What somebody began to write and has not saved. The user's own: never touched by a sync.
  `CREATE TABLE drafts (
    key TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    value TEXT NOT NULL,
    kept_at INTEGER NOT NULL
  ) STRICT`,
] as const

export const drafts: Migration = {
  version: 40,
  name: 'drafts',
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

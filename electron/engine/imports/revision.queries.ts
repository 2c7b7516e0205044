import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '../db/store.ts'

/**
 * A text that is another one whenever a preview's decisions may no longer hold.
 *
 * Decisions rest on which charges there are and what banks said of them. Only imports change that: each apply adds a row to `imports`, each
 * undo stamps one, and both happen in one transaction with all they do. The newest charge's id stands beside them for whatever else may
 * write charges one day. What a person edits (note, category, holder) decides nothing and is kept by an update, so it makes no preview
 * stale. `PRAGMA data_version` would not do: it does not move for writes of the connection that asks.
 */
export async function booksRevision(db: ReadDb | WriteDb): Promise<string> {
  const { rows } = await sql<{ readonly revision: string }>`
    SELECT concat_ws('/', (SELECT max(id) FROM imports), (SELECT count(undone_at) FROM imports), (SELECT max(id) FROM transactions)) AS revision`.execute(db)
  return rows[0]?.revision ?? ''
}

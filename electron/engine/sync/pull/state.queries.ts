/** Where the pull of a connection stands. */
import { runSql, sqlText } from '../../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../../db/store.ts'

export interface PullState {
  readonly cursor: string | null
  readonly etag: string | null
  readonly generation: number
  /** Everything is listed again. */
  readonly fullPull: boolean
}

interface Row {
  readonly cursor: string | null
  readonly etag: string | null
  readonly generation: number
  readonly full_pull: number
}

export async function readPullState(db: ReadDb | WriteDb, connectionId: number): Promise<PullState> {
  const [row] = await runSql<Row>(db, sqlText`SELECT cursor, etag, generation, full_pull FROM sync_state WHERE connection_id = ${connectionId}`)
  return row ? { cursor: row.cursor, etag: row.etag, generation: row.generation, fullPull: row.full_pull === 1 } : { cursor: null, etag: null, generation: 1, fullPull: false }
}

export interface Place {
  readonly cursor: string | null
  readonly etag: string | null
}

export async function moveOn(db: WriteDb, connectionId: number, { cursor, etag }: Place): Promise<void> {
  await db
    .insertInto('sync_state')
    .values({ connection_id: connectionId, cursor, etag, synced_at: null })
    .onConflict((on) => on.doUpdateSet({ cursor, etag }))
    .execute()
}

/** Everything is to be listed again: what the new generation does not meet is swept at its end. */
export async function startFullPull(db: WriteDb, connectionId: number): Promise<void> {
  await db
    .updateTable('sync_state')
    .set((eb) => ({ cursor: null, etag: null, full_pull: 1, generation: eb('generation', '+', 1) }))
    .where('connection_id', '=', connectionId)
    .execute()
}

export async function endFullPull(db: WriteDb, connectionId: number): Promise<void> {
  await db.updateTable('sync_state').set({ full_pull: 0 }).where('connection_id', '=', connectionId).execute()
}

/** `at`: when the issuer was asked for what it then said was the last of it. */
export async function markSynced(db: WriteDb, connectionId: number, at: number, etag: string | null): Promise<void> {
  await db
    .insertInto('sync_state')
    .values({ connection_id: connectionId, cursor: null, etag, synced_at: at })
    .onConflict((on) => on.doUpdateSet({ synced_at: at, etag }))
    .execute()
}

export interface RunFigures {
  readonly received: number
  readonly added: number
  readonly updated: number
  readonly removed: number
}

/** Adds to what the run has done so far. */
export async function count(db: WriteDb, run: number, { received, added, updated, removed }: RunFigures): Promise<void> {
  await db
    .updateTable('sync_runs')
    .set((eb) => ({
      pages: eb('pages', '+', received === 0 ? 0 : 1), received: eb('received', '+', received), added: eb('added', '+', added), updated: eb('updated', '+', updated), removed: eb('removed', '+', removed),
    }))
    .where('id', '=', run)
    .execute()
}

/** The history of runs. A run that changed nothing replaces the one before it that did not either, so that waiting costs no room. */
import type { KeptError, SyncRun } from '#shared/rpc/contract/sync.contract.ts'
import type { SyncRunsTable } from '../db/tables/sync.table.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readKeptError } from './failed-attempt.ts'

export type SyncReason = SyncRunsTable['reason']

export async function beginRun(db: WriteDb, connectionId: number, reason: SyncReason, now: number): Promise<number> {
  const { id } = await db.insertInto('sync_runs').values({ connection_id: connectionId, reason, started_at: now, outcome: 'running' }).returning('id').executeTakeFirstOrThrow()
  return id
}

export interface RunEnd {
  readonly runId: number
  readonly outcome: 'done' | 'failed' | 'cancelled'
  readonly error: KeptError | null
  readonly sent: number
  readonly now: number
}

export async function endRun(db: WriteDb, { runId, outcome, error, sent, now }: RunEnd): Promise<void> {
  const run = await db.updateTable('sync_runs').set({ outcome, error: error && JSON.stringify(error), sent, ended_at: now }).where('id', '=', runId).returningAll().executeTakeFirst()
  if (!run || !idle(run)) return
  const before = await db.selectFrom('sync_runs').selectAll().where('connection_id', '=', run.connection_id).where('id', '<', runId).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const same = before && before.reason !== 'person' && before.outcome === outcome && idle(before) && readKeptError(before.error)?.code === error?.code
  if (same) await db.deleteFrom('sync_runs').where('id', '=', before.id).execute()
}

const idle = ({ sent, received, added, updated, removed }: Readonly<Record<'sent' | 'received' | 'added' | 'updated' | 'removed', number>>): boolean => sent + received + added + updated + removed === 0

/** Runs that the end of the engine cut short: the next one goes on from there. */
export async function recoverRuns(db: WriteDb, now: number): Promise<void> {
  await db.updateTable('sync_runs').set({ outcome: 'interrupted', ended_at: now }).where('outcome', '=', 'running').execute()
}

/** Newest first, those older than `before`. */
export async function listRuns(db: ReadDb, { before, limit }: { readonly before: number | null; readonly limit: number }): Promise<SyncRun[]> {
  let runs = db.selectFrom('sync_runs').innerJoin('connections', 'connections.id', 'sync_runs.connection_id').selectAll('sync_runs').select('connections.name').orderBy('sync_runs.id', 'desc').limit(limit)
  if (before !== null) runs = runs.where('sync_runs.id', '<', before)
  return (await runs.execute()).map((run) => ({
    id: run.id, connectionId: run.connection_id, connectionName: run.name, reason: run.reason, startedAt: run.started_at, endedAt: run.ended_at, outcome: run.outcome,
    error: readKeptError(run.error), received: run.received, added: run.added, updated: run.updated, removed: run.removed, sent: run.sent,
  }))
}

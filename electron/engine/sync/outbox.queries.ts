/** The rows of the outbox. A row is never deleted while somebody may ask what became of it, and its key and payload never change. */
import type { Selectable } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import type { OutboxTable } from '../db/tables/outbox.table.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { builtOn } from '../issuers/command.ts'
import { keepAttempt, readAttempt, type FailedAttempt } from './failed-attempt.ts'

export type OutboxRow = Selectable<OutboxTable>
type OutboxState = OutboxTable['state']

const OPEN = ['queued', 'sending', 'needs-attention'] as const satisfies readonly OutboxState[]
/**
 * The newest status change of card `c` of account `a` that still waits, as a column; null where none does. `OPEN` and `cardSubject` in SQL, for
 * reading many cards at once.
 */
export const OPEN_STATUS_CHANGE = sqlText`(SELECT command FROM outbox WHERE connection_id = a.connection_id AND subject = 'card:' || c.id
  AND state IN ('queued', 'sending', 'needs-attention') AND command IN ('cards.freeze', 'cards.unfreeze') ORDER BY id DESC LIMIT 1)`
/** Longer than any wait that is ever set: beyond it the clock was moved, and waiting for that day would be waiting for nothing. */
const LONGEST_WAIT_MS = 2 * 3_600_000

export interface NewOutboxRow {
  readonly connectionId: number
  readonly key: string
  readonly subject: string
  readonly command: string
  readonly payload: string
  readonly now: number
}

export async function insertOutbox(db: WriteDb, { connectionId, key, subject, command, payload, now }: NewOutboxRow): Promise<number> {
  const { id } = await db
    .insertInto('outbox')
    .values({ connection_id: connectionId, idempotency_key: key, subject, command, payload, state: 'queued', next_attempt_at: now, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Throws `not-found` (kind change). */
export async function readOutbox(db: ReadDb | WriteDb, id: number): Promise<OutboxRow> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', { kind: 'change' })
  return row
}

export interface OpenChange {
  readonly id: number
  readonly connectionId: number
  readonly subject: string
  readonly command: string
  readonly payload: string
  readonly createdAt: number
}

/** What is not settled, of all connections, the oldest first. The states stand in the SQL so that it can walk the index of open ones alone, however long the history is. */
export function readOpenChanges(db: ReadDb | WriteDb): Promise<readonly OpenChange[]> {
  return runSql<OpenChange>(db, sqlText`
    SELECT id, connection_id AS connectionId, subject, command, payload, created_at AS createdAt FROM outbox INDEXED BY outbox_open
    WHERE state IN ('queued', 'sending', 'needs-attention') ORDER BY id`)
}

/** The issuer's ids that these changes brought, as far as they were answered. */
export async function readAnswers(db: ReadDb | WriteDb, outboxIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (outboxIds.length === 0) return new Map()
  const rows = await db.selectFrom('outbox').select(['id', 'answer_id']).where('id', 'in', [...new Set(outboxIds)]).where('answer_id', 'is not', null).execute()
  return new Map(rows.flatMap(({ id, answer_id: answer }) => (answer === null ? [] : [[id, answer] as const])))
}

/** Open changes that build on this one. */
export async function readDependants(db: ReadDb | WriteDb, connectionId: number, id: number): Promise<readonly OutboxRow[]> {
  // Which payloads name it at all is found where they lie: a thousand changes may be given up in one go.
  const open = await runSql<OutboxRow>(db, sqlText`
    SELECT * FROM outbox INDEXED BY outbox_open WHERE connection_id = ${connectionId} AND state IN ('queued', 'sending', 'needs-attention') AND instr(payload, ${`"answerOf":${id}`}) > 0 ORDER BY id`)
  return open.filter(({ payload }) => builtOn(payload).includes(id))
}

/** The newest change of a subject that is not settled. */
export function lastOpen(db: ReadDb | WriteDb, connectionId: number, subject: string): Promise<OutboxRow | undefined> {
  return db.selectFrom('outbox').selectAll().where('connection_id', '=', connectionId).where('subject', '=', subject).where('state', 'in', OPEN).orderBy('id', 'desc').limit(1).executeTakeFirst()
}

/** The states stand in the SQL for the same reason as above. */
const readOpenOf = (db: ReadDb | WriteDb, connectionId: number): Promise<readonly OutboxRow[]> =>
  runSql<OutboxRow>(db, sqlText`SELECT * FROM outbox INDEXED BY outbox_open WHERE connection_id = ${connectionId} AND state IN ('queued', 'sending', 'needs-attention') ORDER BY id`)

/** The oldest change of each subject that is not settled, unless it builds on one that is not: the only ones that may be sent. */
async function heads(db: ReadDb | WriteDb, connectionId: number): Promise<readonly OutboxRow[]> {
  const open = await readOpenOf(db, connectionId)
  const first = new Map<string, OutboxRow>()
  for (const row of open) if (!first.has(row.subject)) first.set(row.subject, row)
  const unsettled = new Set(open.map(({ id }) => id))
  return [...first.values()].filter(({ payload }) => !builtOn(payload).some((id) => unsettled.has(id)))
}

export interface Due {
  readonly now: number
  /** True where the network may have come back: what waits only because the issuer could not be reached does not wait on. */
  readonly evenUnreached: boolean
  /** Ids that are left out. */
  readonly not: ReadonlySet<number>
}

/** The next one to be sent; undefined when there is none for now. */
export async function nextDue(db: ReadDb | WriteDb, connectionId: number, due: Due): Promise<OutboxRow | undefined> {
  return (await heads(db, connectionId)).find((row) => row.state === 'queued' && !due.not.has(row.id) && isDue(row, due))
}

function isDue(row: OutboxRow, { now, evenUnreached }: Due): boolean {
  const wait = row.next_attempt_at - now
  return wait <= 0 || wait > LONGEST_WAIT_MS || (evenUnreached && readAttempt(row.error)?.code === 'issuer.unreachable')
}

/** When something is due by itself; null when nothing waits. */
export async function nextDueAt(db: ReadDb | WriteDb, connectionId: number): Promise<number | null> {
  const times = (await heads(db, connectionId)).filter(({ state }) => state === 'queued').map((row) => row.next_attempt_at)
  return times.length === 0 ? null : Math.min(...times)
}

/** Committed before the request leaves: from then on it may have reached the issuer. */
export async function markSending(db: WriteDb, id: number, now: number): Promise<void> {
  await db.updateTable('outbox').set((row) => ({ state: 'sending', attempts: row('attempts', '+', 1), updated_at: now })).where('id', '=', id).execute()
}

export async function requeue(db: WriteDb, id: number, { failed, at, now }: { readonly failed: FailedAttempt; readonly at: number; readonly now: number }): Promise<void> {
  await db.updateTable('outbox').set({ state: 'queued', error: keepAttempt(failed), next_attempt_at: at, updated_at: now }).where('id', '=', id).execute()
}

/** `failed` undefined: nothing stands against it any more. */
export async function settle(db: WriteDb, id: number, state: 'rejected' | 'needs-attention' | 'discarded', { failed, now }: { readonly failed?: FailedAttempt; readonly now: number }): Promise<void> {
  await db.updateTable('outbox').set({ state, error: failed === undefined ? null : keepAttempt(failed), updated_at: now }).where('id', '=', id).execute()
}

/** The issuer did it. `answerId`: its id of what that brought. */
export async function confirm(db: WriteDb, id: number, { answerId, now }: { readonly answerId: string | null; readonly now: number }): Promise<void> {
  await db.updateTable('outbox').set({ state: 'confirmed', answer_id: answerId, error: null, updated_at: now }).where('id', '=', id).execute()
}

/** A person wants it tried now. What is known of earlier attempts stays. */
export async function makeDue(db: WriteDb, id: number, now: number): Promise<void> {
  await db.updateTable('outbox').set({ state: 'queued', next_attempt_at: now, updated_at: now }).where('id', '=', id).execute()
}

export async function markSeen(db: WriteDb, id: number, now: number): Promise<void> {
  await db.updateTable('outbox').set({ seen_at: now }).where('id', '=', id).execute()
}

/** Changes that were on their way when the engine ended, or when what came of them could not be written: they may have arrived. */
export async function recoverSending(db: WriteDb, now: number, connectionId?: number): Promise<void> {
  let sending = db.selectFrom('outbox').select(['id', 'error']).where('state', '=', 'sending')
  if (connectionId !== undefined) sending = sending.where('connection_id', '=', connectionId)
  const rows = await sending.execute()
  for (const { id, error } of rows) {
    await requeue(db, id, { failed: { times: 0, ...readAttempt(error), code: 'issuer.unreachable', details: { reason: 'reset' }, mayHaveArrived: true }, at: now, now })
  }
}

const DAY_MS = 86_400_000

/** Everything open or failed that nobody dismissed, oldest first, then what was settled in the last day, newest first. */
export async function listOutbox(db: ReadDb, now: number) {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('connections', 'connections.id', 'outbox.connection_id')
    .selectAll('outbox')
    .select('connections.name as connectionName')
    .where('seen_at', 'is', null)
    .where((row) => row.or([row('state', 'in', [...OPEN, 'rejected']), row.and([row('state', 'in', ['confirmed', 'discarded']), row('updated_at', '>', now - DAY_MS)])]))
    .orderBy('outbox.id')
    .limit(1_000)
    .execute()
  const settled = (state: OutboxState) => state === 'confirmed' || state === 'discarded'
  return [...rows.filter(({ state }) => !settled(state)), ...rows.filter(({ state }) => settled(state)).toReversed()]
}

/** How many wait to be sent and how many need a person, for each connection. */
export async function countOutbox(db: ReadDb): Promise<ReadonlyMap<number, { readonly waiting: number; readonly needsAttention: number }>> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['connection_id', 'state', fn.countAll<number>().as('rows')])
    .where((row) => row.or([row('state', 'in', OPEN), row.and([row('state', '=', 'rejected'), row('seen_at', 'is', null)])]))
    .groupBy(['connection_id', 'state'])
    .execute()
  const sum = (of: typeof rows, states: readonly OutboxState[]) => of.filter(({ state }) => states.includes(state)).reduce((total, row) => total + row.rows, 0)
  return new Map([...Map.groupBy(rows, (row) => row.connection_id)].map(([id, of]) => [id, { waiting: sum(of, ['queued', 'sending']), needsAttention: sum(of, ['needs-attention', 'rejected']) }]))
}

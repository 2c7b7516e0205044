/** What the window is shown of the sync: connections, changes on their way, notices. */
import { AppError } from '#shared/rpc/errors.ts'
import { syncNotice, type ConnectionSync, type OutboxItem, type SyncNotice } from '#shared/rpc/contract/sync.contract.ts'
import { readAbouts } from './about.queries.ts'
import { cardNames } from '../cards/cards.queries.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { personNames } from '../employees/employees.queries.ts'
import { readAttempt, readKeptError } from './failed-attempt.ts'
import { actionsFor } from './outbox-actions.ts'
import { countOutbox, listOutbox } from './outbox.queries.ts'
import type { SubjectParts } from './subjects.ts'

export interface SyncedConnection {
  readonly connectionId: number
  readonly name: string
  readonly signedIn: boolean
  readonly syncedAt: number | null
}

/** Every connection to an issuer, in the order they were added. */
export async function readSyncedConnections(db: ReadDb): Promise<readonly SyncedConnection[]> {
  const rows = await db
    .selectFrom('gateway_connections')
    .innerJoin('connections', 'connections.id', 'gateway_connections.connection_id')
    .leftJoin('sync_state', 'sync_state.connection_id', 'connections.id')
    .select(['connections.id as connectionId', 'connections.name', 'gateway_connections.state', 'sync_state.synced_at as syncedAt'])
    .orderBy('connections.id')
    .execute()
  return rows.map(({ state, ...row }) => ({ ...row, signedIn: state === 'signed-in' }))
}

/** What is only in memory. */
export interface LiveSync {
  readonly syncing: boolean
  readonly progress: ConnectionSync['progress']
  readonly error: ConnectionSync['error']
  readonly nextAt: number | null
}

export async function readStatus(db: ReadDb, liveOf: (connectionId: number) => LiveSync): Promise<ConnectionSync[]> {
  const counts = await countOutbox(db)
  return (await readSyncedConnections(db)).map((connection) => {
    const { connectionId, name, syncedAt } = connection
    const live = liveOf(connectionId)
    return {
      connectionId, name, asOf: syncedAt, state: stateOf(connection, live), progress: live.progress, error: connection.signedIn ? live.error : null, nextAt: connection.signedIn ? live.nextAt : null,
      ...(counts.get(connectionId) ?? { waiting: 0, needsAttention: 0 }),
    }
  })
}

function stateOf({ signedIn, syncedAt }: SyncedConnection, { syncing, error }: LiveSync): ConnectionSync['state'] {
  if (!signedIn) return 'signed-out'
  if (syncing) return 'syncing'
  if (error !== null) return error.code === 'issuer.unreachable' ? 'offline' : 'failed'
  return syncedAt === null ? 'never' : 'up-to-date'
}

export async function readOutboxItems(db: ReadDb, now: number): Promise<OutboxItem[]> {
  const rows = await listOutbox(db, now)
  const abouts = await readAbouts(db, rows)
  const named = await readNames(db)
  return rows.map((row) => {
    const about = abouts.get(row.id)
    return {
      id: row.id, connectionId: row.connection_id, connectionName: row.connectionName, command: row.command as OutboxItem['command'], state: row.state, attempts: row.attempts,
      ...named(about ?? {}), facts: about?.facts ?? {},
      nextAttemptAt: row.state === 'queued' ? row.next_attempt_at : null, error: readKeptError(row.error), createdAt: row.created_at, updatedAt: row.updated_at,
      actions: [...actionsFor(row.state, row.attempts, readAttempt(row.error))],
    }
  })
}

interface Named {
  readonly card: OutboxItem['card']
  readonly person: OutboxItem['person']
}

/** Names of the cards and people that changes or notices are about; null for those that are gone. */
async function readNames(db: ReadDb): Promise<(parts: SubjectParts) => Named> {
  const [cards, people] = [await cardNames(db), await personNames(db)]
  const one = (names: ReadonlyMap<number, string>, id: number | undefined) => {
    const name = id === undefined ? undefined : names.get(id)
    return id === undefined || name === undefined ? null : { id, name }
  }
  return ({ cardId, cardholderId }) => ({ card: one(cards, cardId), person: one(people, cardholderId) })
}

/** `cardId`, `cardholderId` where it is about a card or a person. */
export type NoticeDetails = Readonly<Record<string, string | number | null>> & SubjectParts

/** What nobody has dismissed, newest first. That a session ended is no news any more once somebody signed in again. */
export async function readNotices(db: ReadDb): Promise<SyncNotice[]> {
  const rows = await db
    .selectFrom('sync_notices')
    .innerJoin('connections', 'connections.id', 'sync_notices.connection_id')
    .selectAll('sync_notices')
    .leftJoin('gateway_connections', 'gateway_connections.connection_id', 'connections.id')
    .select('connections.name')
    .where('seen_at', 'is', null)
    .where((row) => row.or([row('sync_notices.kind', '<>', 'session-ended'), row('gateway_connections.state', '<>', 'signed-in')]))
    .orderBy('sync_notices.id', 'desc')
    .limit(200)
    .execute()
  const notices = rows.map((row) => ({ ...row, details: JSON.parse(row.details) as NoticeDetails }))
  const named = await readNames(db)
  return notices.map(({ id, at, kind, name: connectionName, details }) => {
    const facts = Object.fromEntries(Object.entries(details).filter(([fact]) => fact !== 'cardId' && fact !== 'cardholderId'))
    return { id, at, kind: syncNotice.shape.kind.parse(kind), connectionName, ...named(details), facts }
  })
}

export async function addNotice(db: WriteDb, notice: { readonly connectionId: number; readonly at: number; readonly kind: SyncNotice['kind']; readonly details: NoticeDetails }): Promise<void> {
  await db.insertInto('sync_notices').values({ connection_id: notice.connectionId, at: notice.at, kind: notice.kind, details: JSON.stringify(notice.details) }).execute()
}

/** Throws `not-found` (kind notice). */
export async function dismissNotice(db: WriteDb, id: number, now: number): Promise<void> {
  const { numUpdatedRows } = await db.updateTable('sync_notices').set({ seen_at: now }).where('id', '=', id).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'notice' })
}

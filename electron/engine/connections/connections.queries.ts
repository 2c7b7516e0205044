/** The connections as they are shown, and what the rest of this folder has to know about one. */
import type { Selectable } from 'kysely'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { GatewayConnectionsTable } from '../db/tables/gateway-connections.table.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { OWN_SANDBOX } from './address.ts'

export type GatewayRow = Selectable<GatewayConnectionsTable>

interface ListedRow {
  readonly id: number
  readonly kind: 'files' | 'gateway'
  readonly name: string
  readonly environment: Connection['environment']
  readonly baseUrl: string | null
  readonly state: GatewayRow['state'] | null
  readonly signedOutBecause: Connection['signedOutBecause']
  readonly rememberedIdentifier: string | null
  readonly person: string | null
  readonly capabilities: string | null
  readonly syncedAt: number | null
  readonly cards: number
  readonly waiting: number
}

/** Statement files first, then issuers in the order they were added. */
export const listConnections = (db: ReadDb | WriteDb): Promise<Connection[]> => read(db, sqlText`c.kind IN ('files', 'gateway')`)

/** Throws `not-found` (kind connection). */
export async function readConnection(db: ReadDb | WriteDb, id: number): Promise<Connection> {
  const [found] = await read(db, sqlText`c.id = ${id}`)
  if (!found) throw new AppError('not-found', { kind: 'connection' })
  return found
}

async function read(db: ReadDb | WriteDb, which: SqlText): Promise<Connection[]> {
  const rows = await runSql<ListedRow>(db, sqlText`
    SELECT c.id, c.kind, c.name, g.environment, g.base_url AS baseUrl, g.state, g.signed_out_because AS signedOutBecause,
      g.remembered_identifier AS rememberedIdentifier, g.person, g.capabilities, s.synced_at AS syncedAt,
      (SELECT count(*) FROM cards JOIN accounts a ON a.id = cards.account_id WHERE a.connection_id = c.id AND cards.stands_for_account = 0) AS cards,
      (SELECT count(*) FROM outbox WHERE connection_id = c.id AND state IN ('queued', 'sending', 'needs-attention')) AS waiting
    FROM connections c
      LEFT JOIN gateway_connections g ON g.connection_id = c.id
      LEFT JOIN sync_state s ON s.connection_id = c.id
    WHERE ${which} ORDER BY c.kind <> 'files', c.id`)
  return rows.map(({ baseUrl, state, person, capabilities, ...row }) => ({
    ...row,
    baseUrl: baseUrl === OWN_SANDBOX ? null : baseUrl,
    state: state ?? 'files',
    person: person === null ? null : (JSON.parse(person) as Connection['person']),
    capabilities: capabilities === null ? [] : (JSON.parse(capabilities) as string[]),
  }))
}

/** Throws `not-found` (kind connection) where there is none, or one that is not signed in to. */
export async function readGateway(db: ReadDb | WriteDb, connectionId: number): Promise<GatewayRow> {
  const row = await db.selectFrom('gateway_connections').selectAll().where('connection_id', '=', connectionId).executeTakeFirst()
  if (!row) throw new AppError('not-found', { kind: 'connection' })
  return row
}

export async function findByAddress(db: ReadDb | WriteDb, baseUrl: string): Promise<number | undefined> {
  const row = await db.selectFrom('gateway_connections').select('connection_id').where('base_url', '=', baseUrl).executeTakeFirst()
  return row?.connection_id
}

export interface NewConnection {
  readonly name: string
  readonly baseUrl: string
  readonly environment: GatewayRow['environment']
  readonly deviceId: string
  /** The issuer's description of itself. */
  readonly service: ServiceFacts
}

export interface ServiceFacts {
  readonly capabilities: readonly string[]
}

/** The issuer's id of the company whose charges this connection has brought; undefined before any came. */
export async function companyOf(db: ReadDb | WriteDb, connectionId: number): Promise<string | undefined> {
  const row = await db.selectFrom('issuer_objects').select('external_id').where('connection_id', '=', connectionId).where('type', '=', 'company').executeTakeFirst()
  return row?.external_id
}

/** Returns its id. */
export async function insertConnection(db: WriteDb, { name, baseUrl, environment, deviceId, service }: NewConnection, now: number): Promise<number> {
  const { id } = await db.insertInto('connections').values({ kind: 'gateway', name, created_at: now }).returning('id').executeTakeFirstOrThrow()
  await db
    .insertInto('gateway_connections')
    .values({ connection_id: id, base_url: baseUrl, environment, device_id: deviceId, state: 'signed-out', capabilities: JSON.stringify(service.capabilities), service: JSON.stringify(service) })
    .execute()
  return id
}

export type GatewayChange = Partial<Omit<GatewayRow, 'connection_id' | 'device_id' | 'base_url' | 'environment'>>

export async function changeGateway(db: WriteDb, connectionId: number, change: GatewayChange): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.updateTable('gateway_connections').set(change).where('connection_id', '=', connectionId).execute()
}

/** The same, unless another session is kept by now; true when it was not. */
export async function changeGatewayOfSession(db: WriteDb, { connectionId, sessionId }: { readonly connectionId: number; readonly sessionId: string | null }, change: GatewayChange): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('gateway_connections').set(change).where('connection_id', '=', connectionId).where('session_id', 'is', sessionId).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export function sessionColumns({ sessionId, refreshToken, refreshExpiresAt, person, passwordChangeRequired }: Session): GatewayChange {
  const { name, userId, email, companyName } = person
  return {
    state: passwordChangeRequired ? 'password-change-required' : 'signed-in',
    signed_out_because: null, refresh_token: refreshToken, refresh_expires_at: refreshExpiresAt, pending_refresh_key: null, session_id: sessionId,
    person: JSON.stringify({ name, userId, email, companyName }),
  }
}

/** A connection that nobody is signed in to. What it brought stays readable. */
export const SIGNED_OUT = { state: 'signed-out', refresh_token: null, refresh_expires_at: null, pending_refresh_key: null, session_id: null } as const satisfies GatewayChange

export const describeGateway = (service: ServiceFacts): GatewayChange => ({ capabilities: JSON.stringify(service.capabilities), service: JSON.stringify(service) })

/** Throws `not-found` (kind connection). */
export async function renameConnection(db: WriteDb, connectionId: number, name: string): Promise<void> {
  const { numUpdatedRows } = await db.updateTable('connections').set({ name }).where('id', '=', connectionId).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'connection' })
}

/** Among the settings, but none of them: whether a person switched the app's own sandbox issuer off. */
const SWITCHED_OFF = 'sandbox.switchedOff'

export async function isSandboxOff(db: ReadDb | WriteDb): Promise<boolean> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', SWITCHED_OFF).executeTakeFirst()
  return row?.value === 'true'
}

export async function writeSandboxOff(db: WriteDb, off: boolean): Promise<void> {
  const value = JSON.stringify(off)
  await db.insertInto('settings').values({ key: SWITCHED_OFF, value }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute()
}

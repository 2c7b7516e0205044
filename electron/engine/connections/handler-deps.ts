/** What the handlers of connections are given, and the session that an issuer gave, taken over. */
import { gatewayApi } from '#shared/gateway/api.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import type { HostApi } from '#shared/rpc/control.ts'
import type { CommandContext, FeatureHandlers, TaskContext } from '../rpc/handlers.ts'
import { changeGateway, describeGateway, readConnection, readGateway, sessionColumns, SIGNED_OUT, type GatewayChange } from './connections.queries.ts'
import type { IssuerRegistry } from './issuer-registry.ts'
import { requireSameCompany } from './same-company.ts'
import type { Tickets } from './tickets.ts'

export interface ConnectionsDeps {
  readonly registry: IssuerRegistry
  readonly host: Pick<HostApi, 'sandboxStop' | 'sandboxState' | 'sandboxProgress'>
  readonly fetch: typeof globalThis.fetch
  /** A random UUID. */
  readonly newId: () => string
  /** As Node names it: linux, darwin, win32. */
  readonly platform: string
  /** Somebody signed in, or may go on after a new password. Called after the commit. */
  readonly onSignedIn: (connectionId: number) => void
  /** There may be something new at an issuer, or it can be reached again. */
  readonly onNews: () => void
  /** Ends what works with a connection, before it is removed. */
  readonly beforeForget: (connectionId: number) => Promise<void>
}

export interface TopicDeps extends ConnectionsDeps {
  readonly tickets: Tickets
}

/** The handlers of one topic. */
export type Topic<N extends keyof FeatureHandlers<'connections'>> = Pick<FeatureHandlers<'connections'>, N>

/** One change of a connection's state with its audit row, and everybody told. */
export function writeState(context: Pick<TaskContext, 'write'>, connectionId: number, change: GatewayChange, facts: Parameters<CommandContext['audit']>[0] = {}): Promise<void> {
  return context.write(async ({ db, changed, audit }) => {
    await changeGateway(db, connectionId, change)
    audit({ connectionId, ...facts })
    changed('connections', 'sync')
  })
}

interface Taken {
  readonly connectionId: number
  readonly session: Session
  readonly change?: GatewayChange
}

/** Takes over what a sign-in brought. Throws `auth.other-company`, and then nobody is signed in. */
export async function takeSession(deps: ConnectionsDeps, context: TaskContext, taken: Taken): Promise<Connection> {
  const { session_id: before } = await readGateway(context.db, taken.connectionId)
  await keepSession(deps, context, taken)
  return settleSession(deps, context, { ...taken, before })
}

/** The session is on the disk, and what is asked from now on is asked in its name. */
export async function keepSession({ registry }: ConnectionsDeps, context: TaskContext, { connectionId, session, change = {} }: Taken): Promise<void> {
  const { anonymous } = await registry.linkOf(connectionId)
  // What the issuer can do may have changed since; being signed in does not depend on its saying so.
  const service = await anonymous(gatewayApi.service.describe, {}, context.signal).catch(() => undefined)
  await writeState(context, connectionId, { ...sessionColumns(session), ...(service === undefined ? {} : describeGateway(service)), ...change })
  await registry.adopt(connectionId, session)
}

/** What follows from a session that is kept. `before`: the session that was. Throws as `takeSession`. */
export async function settleSession({ registry, onSignedIn }: ConnectionsDeps, context: TaskContext, { connectionId, session, before }: Taken & { readonly before: string | null }): Promise<Connection> {
  const link = await registry.linkOf(connectionId)
  // Before anything is sent or taken in under this name. A password that must be changed first opens nothing else, and comes here again after it.
  if (!session.passwordChangeRequired) {
    try {
      await requireSameCompany(context.db, link, connectionId, context.signal)
    } catch (error) {
      await link.signedIn(gatewayApi.sessions.signOut, { body: {} }, context.signal).catch(() => {})
      await writeState(context, connectionId, { ...SIGNED_OUT, signed_out_because: null, person: null })
      registry.drop(connectionId)
      throw error
    }
  }
  // This computer has one session, not one for each time that somebody signed in; of somebody else it cannot be ended.
  if (before !== null && before !== session.sessionId) await link.signedIn(gatewayApi.sessions.end, { params: { sessionId: before } }, context.signal).catch(() => {})
  if (!session.passwordChangeRequired) onSignedIn(connectionId)
  return readConnection(context.db, connectionId)
}

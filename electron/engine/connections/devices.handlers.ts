/** Where a person is signed in, and which computers are trusted: listed, ended, revoked. */
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { readGateway, SIGNED_OUT } from './connections.queries.ts'
import { writeState, type Topic, type TopicDeps } from './handler-deps.ts'

export function deviceHandlers({ registry }: TopicDeps): Topic<'sessions' | 'endSession' | 'endOtherSessions' | 'devices' | 'revokeDevice'> {
  return {
    async sessions({ signal }, { connectionId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return (await signedIn(api.sessions.list, {}, signal)).items
    },
    async endSession(context, { connectionId, sessionId }) {
      const { session_id: own } = await readGateway(context.db, connectionId)
      const { signedIn } = await registry.linkOf(connectionId)
      await signedIn(api.sessions.end, { params: { sessionId } }, context.signal)
      await writeState(context, connectionId, sessionId === own ? { ...SIGNED_OUT, signed_out_because: null, person: null } : {})
      if (sessionId === own) registry.drop(connectionId)
      return {}
    },
    async endOtherSessions(context, { connectionId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      const { ended } = await signedIn(api.sessions.endOthers, { body: {} }, context.signal)
      await writeState(context, connectionId, {}, { ended })
      return { ended }
    },
    async devices({ signal }, { connectionId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return (await signedIn(api.devices.list, {}, signal)).items
    },
    async revokeDevice(context, { connectionId, deviceId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      const { items } = await signedIn(api.devices.list, {}, context.signal)
      await signedIn(api.devices.revoke, { params: { deviceId } }, context.signal)
      const own = items.some(({ id, current }) => id === deviceId && current)
      await writeState(context, connectionId, own ? { trust_token: null } : {})
      return {}
    },
  }
}

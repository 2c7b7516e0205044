/** What happened around a person's sign-in, and "this wasn't me". */
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { readConnection } from './connections.queries.ts'
import { writeState, type Topic, type TopicDeps } from './handler-deps.ts'

export function securityHandlers({ registry }: TopicDeps): Topic<'securityEvents' | 'notMe'> {
  return {
    async securityEvents({ signal }, { connectionId, limit }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return (await signedIn(api.securityEvents.list, { query: { limit } }, signal)).items
    },
    async notMe(context, { connectionId, eventId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      const { sessionsEnded, devicesRevoked, passwordChangeRequired } = await signedIn(api.securityEvents.notMe, { params: { eventId }, body: {} }, context.signal)
      await writeState(context, connectionId, { trust_token: null, ...(passwordChangeRequired ? { state: 'password-change-required' } : {}) }, { sessionsEnded, devicesRevoked })
      return { sessionsEnded, devicesRevoked, connection: await readConnection(context.db, connectionId) }
    },
  }
}

/** Registering with an issuer: who somebody is, then user ID and password. */
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { Topic, TopicDeps } from './handler-deps.ts'
import { withTicket } from './with-ticket.ts'

export function registrationHandlers({ registry, tickets }: TopicDeps): Topic<'registerVerify' | 'registerComplete'> {
  return {
    async registerVerify({ signal }, { connectionId, identity }) {
      const { anonymous } = await registry.linkOf(connectionId)
      const { registrationToken, expiresAt, firstName, companyName } = await anonymous(api.registration.verify, { body: identity }, signal)
      tickets.put('registration', connectionId, registrationToken)
      return { firstName, companyName, expiresAt }
    },
    async registerComplete({ signal }, { connectionId, userId, password }) {
      const { anonymous } = await registry.linkOf(connectionId)
      return withTicket(tickets, 'registration', connectionId, (registrationToken) => anonymous(api.registration.complete, { body: { registrationToken, userId, password } }, signal))
    },
  }
}

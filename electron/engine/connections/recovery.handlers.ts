/** A forgotten user ID or password: who somebody is, then a code to an address that the issuer knows. */
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { readConnection, SIGNED_OUT } from './connections.queries.ts'
import { writeState, type Topic, type TopicDeps } from './handler-deps.ts'
import { withTicket } from './with-ticket.ts'

export function recoveryHandlers({ registry, tickets }: TopicDeps): Topic<'recoverUserId' | 'recoverPassword' | 'completeRecovery'> {
  return {
    async recoverUserId({ signal }, { connectionId, identity }) {
      const { anonymous } = await registry.linkOf(connectionId)
      return (await anonymous(api.recovery.userId, { body: identity }, signal)).challenge
    },
    async recoverPassword({ signal }, { connectionId, identity }) {
      const { anonymous } = await registry.linkOf(connectionId)
      tickets.drop('reset', connectionId)
      return (await anonymous(api.recovery.password, { body: identity }, signal)).challenge
    },
    async completeRecovery(context, { connectionId, newPassword }) {
      const { anonymous } = await registry.linkOf(connectionId)
      const { userId, sessionsEnded } = await withTicket(tickets, 'reset', connectionId, (resetToken) =>
        anonymous(api.recovery.completePassword, { body: { resetToken, newPassword } }, context.signal),
      )
      const { person } = await readConnection(context.db, connectionId)
      // Every session of that person ended, the one of this computer too, if it is theirs.
      if (person?.userId === userId) {
        await writeState(context, connectionId, { ...SIGNED_OUT, signed_out_because: null }, { sessionsEnded })
        registry.drop(connectionId)
      } else await writeState(context, connectionId, {}, { sessionsEnded })
      return { userId, sessionsEnded }
    },
  }
}

/** Phone and e-mail that an issuer keeps. A change needs a code to the old and one to the new address. */
import type { OutputOf } from '#shared/rpc/define.ts'
import type { connectionsContract } from '#shared/rpc/contract/connections.contract.ts'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { ContactChange } from '#shared/gateway/resources/challenges.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { readConnection } from './connections.queries.ts'
import { writeState, type Topic, type TopicDeps } from './handler-deps.ts'

export function contactHandlers({ registry }: TopicDeps): Topic<'contact' | 'changeContact' | 'cancelContactChange' | 'confirmContact'> {
  return {
    async contact({ signal }, { connectionId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return signedIn(api.contact.get, {}, signal)
    },
    async changeContact({ signal }, { connectionId, change }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return signedIn(api.contact.change, { body: change }, signal)
    },
    async cancelContactChange({ signal }, { connectionId, changeId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      await signedIn(api.contact.cancelChange, { params: { changeId } }, signal)
      return {}
    },
    async confirmContact({ signal }, { connectionId }) {
      const { signedIn } = await registry.linkOf(connectionId)
      return signedIn(api.contact.confirmCurrent, { body: {} }, signal)
    },
  }
}

/** One of the two codes was right; with both the issuer has made the change, and the person's e-mail shown here follows. */
export async function contactWasConfirmed({ registry }: Pick<TopicDeps, 'registry'>, context: TaskContext, connectionId: number, change: ContactChange): Promise<OutputOf<typeof connectionsContract.verifyCode>> {
  const applied = change.status === 'applied'
  if (applied) {
    const { person } = await readConnection(context.db, connectionId)
    const { signedIn } = await registry.linkOf(connectionId)
    // The change is made whatever becomes of this question.
    const known = await signedIn(api.contact.get, {}, context.signal).catch(() => undefined)
    await writeState(context, connectionId, person === null || known === undefined ? {} : { person: JSON.stringify({ ...person, email: known.email.value }) }, { kind: change.kind })
  }
  return { outcome: 'contact-confirmed', applied, awaiting: change.awaiting }
}

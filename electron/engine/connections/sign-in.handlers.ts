/** Signing in: user ID or e-mail with a password, a one-time code, and out again. Nothing here is ever repeated by itself. */
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { Verified } from '#shared/gateway/resources/challenges.ts'
import { contactWasConfirmed } from './contact.handlers.ts'
import { readConnection, readGateway, SIGNED_OUT, type GatewayRow } from './connections.queries.ts'
import { keepSession, takeSession, settleSession, writeState, type Topic, type TopicDeps } from './handler-deps.ts'

/** What an issuer shows of this computer in its lists. The computer's own name is not its business. */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

export function deviceOf({ device_id: id, trust_token: trustToken }: Pick<GatewayRow, 'device_id' | 'trust_token'>, platform: string) {
  return { id, name: `Cardkeep on ${SYSTEMS[platform] ?? 'a computer'}`, platform, ...(trustToken === null ? {} : { trustToken }) }
}

export function signInHandlers(deps: TopicDeps): Topic<'signIn' | 'sendCode' | 'verifyCode' | 'signOut' | 'changePassword'> {
  const { registry, platform } = deps
  return {
    async signIn(context, { connectionId, identifier, password, remember }) {
      const device = deviceOf(await readGateway(context.db, connectionId), platform)
      const { anonymous } = await registry.linkOf(connectionId)
      const answer = await anonymous(api.signIn.start, { body: { identifier, password, device } }, context.signal)
      const change = { remembered_identifier: remember ? identifier : null }
      if (answer.outcome === 'signed-in') return { outcome: 'signed-in', connection: await takeSession(deps, context, { connectionId, session: answer.session, change }) }
      await writeState(context, connectionId, change)
      return { outcome: 'code-required', challenge: answer.challenge }
    },

    async sendCode({ signal }, { connectionId, challengeId, destinationId }) {
      const { anonymous } = await registry.linkOf(connectionId)
      return anonymous(api.challenges.send, { params: { challengeId }, body: { destinationId } }, signal)
    },

    async verifyCode(context, { connectionId, challengeId, code, trust }) {
      const { anonymous } = await registry.linkOf(connectionId)
      const answer: Verified = await anonymous(api.challenges.verify, { params: { challengeId }, body: { code, trustDevice: trust } }, context.signal)
      switch (answer.outcome) {
        case 'signed-in': {
          const change = answer.trustToken === null ? {} : { trust_token: answer.trustToken }
          return { outcome: 'signed-in', connection: await takeSession(deps, context, { connectionId, session: answer.session, change }) }
        }
        case 'user-id-recovered':
          return { outcome: 'user-id-recovered', userId: answer.userId }
        case 'password-reset-allowed':
          deps.tickets.put('reset', connectionId, answer.resetToken)
          return { outcome: 'password-reset-allowed', expiresAt: answer.expiresAt }
        case 'contact-confirmed':
          return contactWasConfirmed(deps, context, connectionId, answer.change)
      }
    },

    async signOut(context, { connectionId }) {
      await readGateway(context.db, connectionId)
      await endAtIssuer(deps, connectionId, context.signal)
      await writeState(context, connectionId, { ...SIGNED_OUT, signed_out_because: null, person: null })
      registry.drop(connectionId)
      return readConnection(context.db, connectionId)
    },

    async changePassword(context, { connectionId, currentPassword, newPassword }) {
      const { session_id: before } = await readGateway(context.db, connectionId)
      const { replacing } = await registry.linkOf(connectionId)
      // The issuer gives the same session new tokens, and the old ones are dead from that moment on.
      const session = await replacing(async (ask) => {
        const changed = await ask(api.signIn.changePassword, { body: { currentPassword, newPassword } }, context.signal)
        await keepSession(deps, context, { connectionId, session: changed.session })
        return changed.session
      })
      return settleSession(deps, context, { connectionId, session, before })
    },
  }
}

const SIGN_OUT_MS = 4_000

/** Best effort: whoever cannot reach the issuer in time is signed out on this computer all the same. */
export async function endAtIssuer({ registry }: Pick<TopicDeps, 'registry'>, connectionId: number, signal: AbortSignal): Promise<void> {
  if (!(await registry.isSignedIn(connectionId))) return
  const within = AbortSignal.any([signal, AbortSignal.timeout(SIGN_OUT_MS)])
  const ended = registry.linkOf(connectionId).then(({ signedIn }) => signedIn(api.sessions.signOut, { body: {} }, within))
  const given = new Promise<void>((resolve) => within.addEventListener('abort', () => resolve(), { once: true }))
  await Promise.race([ended.catch(() => {}), given])
}

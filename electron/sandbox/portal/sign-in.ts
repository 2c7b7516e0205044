/** Sign-in and change of password. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { SignInOutcome, signInApi } from '#shared/gateway/resources/sign-in.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { destinationsOf } from './challenges.ts'
import { checkNewPassword, checkPassword, hashPassword } from './passwords.ts'
import type { Person } from './people.ts'
import type { Portal } from './portal.ts'

type StartBody = Parameters<HandlersOf<typeof signInApi>['start']>[0]['body']

export const passwordContext = (portal: Portal, person: Person, userId = person.userId ?? '') => ({ words: [userId, person.name, person.email.split('@')[0] ?? '', portal.companyName, 'sandbox', 'cardkeep'] })

/** What was typed counts, not who it is: see throttle.ts. A person's user ID and e-mail share one count. */
function throttleKey(identifier: string, person: Person | undefined): string {
  return person ? `sign-in:${person.id}` : `sign-in:?${identifier.trim().toLowerCase()}`
}

export function signInHandlers(portal: Portal): HandlersOf<typeof signInApi> {
  return {
    start: ({ body }) => start(portal, body),
    changePassword: async ({ body, caller }) => {
      const person = portal.people.get(caller.personId)
      await checkOwnPassword(portal, person, body.currentPassword)
      checkNewPassword(body.newPassword, passwordContext(portal, person))
      if (body.newPassword.normalize('NFKC') === body.currentPassword.normalize('NFKC')) throw new GatewayError('weak_password', { reason: 'same-as-before' })
      const hash = await hashPassword(body.newPassword)
      return portal.store.write(() => {
        portal.people.setPassword(person.id, hash)
        portal.sessions.endAll(person.id, caller.sessionId)
        portal.diary.write(person.id, 'password-changed', { id: caller.deviceId, name: null, platform: null })
        return { session: portal.sessions.reissue(caller.sessionId), changedAt: portal.clocks.wall() }
      })
    },
  }
}

async function checkOwnPassword(portal: Portal, person: Person, password: string): Promise<void> {
  const key = throttleKey('', person)
  portal.throttle.check(key)
  portal.throttle.fail(key)
  if (!(await checkPassword(password, person.passwordHash, portal.decoyHash))) throw new GatewayError('invalid_credentials')
  portal.throttle.clear(key)
}

async function start(portal: Portal, { identifier, password, device }: StartBody): Promise<SignInOutcome> {
  const person = portal.people.byIdentifier(identifier)
  const key = throttleKey(identifier, person)
  portal.throttle.check(key)
  // Counted before it is checked: tries that run side by side do not slip through while the first is being hashed.
  const locked = portal.throttle.fail(key)
  const where = { id: device.id, name: device.name, platform: device.platform }
  if (!(await checkPassword(password, person?.passwordHash ?? null, portal.decoyHash)) || !person) {
    if (person) portal.diary.write(person.id, locked ? 'locked' : 'password-wrong', where)
    throw new GatewayError('invalid_credentials')
  }
  portal.throttle.clear(key)
  if (portal.devices.isTrusted(person.id, device.id, device.trustToken)) return { outcome: 'signed-in', session: portal.sessions.open(person.id, where) }
  return { outcome: 'code-required', challenge: portal.challenges.open(person.id, 'sign-in', destinationsOf(person), { device: where }) }
}

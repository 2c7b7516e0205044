/** Registration and recovery: both begin with who somebody is. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Identity } from '#shared/gateway/resources/identity.ts'
import type { recoveryApi } from '#shared/gateway/resources/recovery.ts'
import type { registrationApi } from '#shared/gateway/resources/registration.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { destinationsOf, type Purpose } from './challenges.ts'
import { checkNewPassword, hashPassword } from './passwords.ts'
import type { Person } from './people.ts'
import type { Portal } from './portal.ts'
import { keyed } from './secrets.ts'
import { passwordContext } from './sign-in.ts'

/** Tries are counted by card number: guessing the rest of somebody's facts is what must be slow. */
function verify(portal: Portal, identity: Identity): Person {
  const key = `identity:${keyed(portal, 'throttle', identity.cardNumber)}`
  portal.throttle.check(key)
  const person = portal.people.byIdentity(identity)
  if (!person) {
    portal.throttle.fail(key)
    throw new GatewayError('identity_not_verified')
  }
  portal.throttle.clear(key)
  return person
}

export function registrationHandlers(portal: Portal): HandlersOf<typeof registrationApi> {
  return {
    verify: ({ body }) => {
      const person = verify(portal, body)
      if (person.userId !== null) throw new GatewayError('already_registered')
      const { token, expiresAt } = portal.tickets.issue('registration', person.id)
      return { registrationToken: token, expiresAt, firstName: person.firstName, companyName: portal.companyName }
    },
    complete: async ({ body }) => {
      const person = portal.people.get(portal.tickets.look('registration', body.registrationToken))
      if (person.userId !== null) throw new GatewayError('already_registered')
      if (portal.people.userIdTaken(body.userId)) throw new GatewayError('user_id_taken')
      checkNewPassword(body.password, passwordContext(portal, person, body.userId))
      const hash = await hashPassword(body.password)
      return portal.store.write(() => {
        if (portal.people.userIdTaken(body.userId)) throw new GatewayError('user_id_taken')
        portal.tickets.use('registration', body.registrationToken)
        portal.people.register(person.id, body.userId, hash)
        portal.diary.write(person.id, 'registered')
        return { userId: body.userId }
      })
    },
  }
}

export function recoveryHandlers(portal: Portal): HandlersOf<typeof recoveryApi> {
  const begin = (identity: Identity, purpose: Purpose) => {
    const person = verify(portal, identity)
    // Somebody who never registered has nothing to recover; that it is so is told only to who proved to be that person.
    if (person.userId === null) throw new GatewayError('identity_not_verified', { reason: 'not-registered' })
    return { challenge: portal.challenges.open(person.id, purpose, destinationsOf(person)) }
  }
  return {
    userId: ({ body }) => begin(body, 'recover-user-id'),
    password: ({ body }) => begin(body, 'recover-password'),
    completePassword: async ({ body }) => {
      const person = portal.people.get(portal.tickets.look('reset', body.resetToken))
      checkNewPassword(body.newPassword, passwordContext(portal, person))
      const hash = await hashPassword(body.newPassword)
      return portal.store.write(() => {
        portal.tickets.use('reset', body.resetToken)
        portal.people.setPassword(person.id, hash)
        portal.throttle.clear(`sign-in:${person.id}`)
        portal.diary.write(person.id, 'password-reset')
        return { userId: person.userId ?? '', sessionsEnded: portal.sessions.endAll(person.id) }
      })
    },
  }
}

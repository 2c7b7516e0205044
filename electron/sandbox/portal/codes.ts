/** What a right code leads to. */
import type { challengesApi, Verified } from '#shared/gateway/resources/challenges.ts'
import type { HandlersOf } from '../http/handlers.ts'
import type { Answered } from './challenges.ts'
import { confirmContact } from './contact.ts'
import { NOWHERE } from './events.ts'
import type { Portal } from './portal.ts'

export function challengeHandlers(portal: Portal): HandlersOf<typeof challengesApi> {
  return {
    get: ({ params }) => portal.challenges.get(params.challengeId),
    send: ({ params, body }) => portal.challenges.send(params.challengeId, body.destinationId),
    // Not one transaction: a wrong try has to be counted although it is refused.
    verify: ({ params, body }) => {
      const answered = portal.challenges.answer(params.challengeId, body.code)
      return portal.store.write(() => outcome(portal, answered, body.trustDevice === true))
    },
  }
}

function outcome(portal: Portal, { personId, purpose, payload }: Answered, trustDevice: boolean): Verified {
  switch (purpose) {
    case 'sign-in':
      return signedIn(portal, personId, payload.device ?? NOWHERE, trustDevice)
    case 'recover-user-id':
      portal.diary.write(personId, 'user-id-recovered')
      return { outcome: 'user-id-recovered', userId: portal.people.get(personId).userId ?? '' }
    case 'recover-password': {
      const { token, expiresAt } = portal.tickets.issue('reset', personId)
      return { outcome: 'password-reset-allowed', resetToken: token, expiresAt }
    }
    case 'confirm-old-contact':
    case 'confirm-new-contact':
      return { outcome: 'contact-confirmed', change: confirmContact(portal, personId, payload.changeId ?? '', purpose === 'confirm-old-contact' ? 'old' : 'new') }
  }
}

function signedIn(portal: Portal, personId: string, device: typeof NOWHERE, trustDevice: boolean): Verified {
  const trustToken = trustDevice ? portal.devices.trust(personId, device) : null
  if (trustDevice) portal.diary.write(personId, 'device-trusted', device)
  return { outcome: 'signed-in', session: portal.sessions.open(personId, { id: device.id ?? '', name: device.name ?? '', platform: device.platform ?? '' }), trustToken }
}

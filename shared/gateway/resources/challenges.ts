/**
 * One-time codes: six digits, ten minutes, single use, limited tries (DOMAIN.md 5.6).
 *
 * A challenge is opened by what needs it (sign-in, recovery, a contact change) and says where its code can go. Its id is a secret of its own:
 * whoever holds it may answer, so these endpoints need no session.
 */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, filledText, id, instant, text } from '../primitives.ts'
import { session } from './sessions.ts'

export const challengePurpose = openEnum(['sign-in', 'recover-user-id', 'recover-password', 'confirm-old-contact', 'confirm-new-contact'])

export const challenge = z.object({
  id,
  purpose: challengePurpose,
  /** Where a code can be sent, masked: "+1 ••• ••• 0142", "m•••@harbourfinch.example". */
  destinations: z.array(z.object({ id, kind: openEnum(['sms', 'email']), masked: text(120) })).max(10),
  /** The destination the newest code went to; null while none was sent. */
  sentTo: id.nullable(),
  /** When the newest code stops working; null while none was sent. */
  codeExpiresAt: instant.nullable(),
  /** Earliest instant for another code. */
  resendAt: instant.nullable(),
  triesLeft: z.number().int().nonnegative(),
  /** The challenge itself ends here. */
  expiresAt: instant,
})
export type Challenge = z.infer<typeof challenge>

export const contactChange = z.object({
  id,
  kind: openEnum(['email', 'phone']),
  /** Masked. */
  newValue: text(120),
  status: openEnum(['pending', 'applied', 'cancelled', 'expired']),
  /** What is still to be confirmed: the old address, the new one. */
  awaiting: z.array(openEnum(['old', 'new'])).max(2),
  createdOn: date,
})
export type ContactChange = z.infer<typeof contactChange>

/** What a right code leads to: one of these, by the purpose of the challenge. */
export const verified = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('signed-in'),
    session,
    /** Present when the device was to be trusted: send it with the next sign-in, and no code is asked for. */
    trustToken: z.string().max(200).nullable(),
  }),
  z.object({ outcome: z.literal('user-id-recovered'), userId: text(40) }),
  z.object({ outcome: z.literal('password-reset-allowed'), resetToken: z.string().max(200), expiresAt: instant }),
  z.object({ outcome: z.literal('contact-confirmed'), change: contactChange }),
])
export type Verified = z.infer<typeof verified>

const params = z.strictObject({ challengeId: id })

export const challengesApi = {
  get: endpoint({ method: 'GET', path: '/v1/challenges/{challengeId}', summary: 'Where a code can go, and how much time and how many tries are left', auth: 'none', params, response: challenge, errors: ['challenge_unknown'] }),
  send: endpoint({
    method: 'POST', path: '/v1/challenges/{challengeId}/send', summary: 'Send a new code; an earlier one stops working', auth: 'none', params,
    body: z.strictObject({ destinationId: id }), response: challenge, errors: ['challenge_unknown', 'code_resend_too_early', 'code_tries_exhausted'],
  }),
  verify: endpoint({
    method: 'POST', path: '/v1/challenges/{challengeId}/verify', summary: 'Answer with the code', auth: 'none', params,
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/), trustDevice: z.boolean().optional() }), response: verified,
    errors: ['challenge_unknown', 'code_wrong', 'code_expired', 'code_used', 'code_tries_exhausted', 'account_locked'],
  }),
}

export const deviceInput = z.strictObject({
  /** Made by the client once and kept: a UUID. */
  id: z.string().uuid(),
  name: filledText(80),
  platform: z.string().max(40),
  /** From an earlier sign-in with "trust this computer". */
  trustToken: z.string().max(200).optional(),
})

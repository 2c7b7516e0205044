/** Phone and e-mail of the person. A change needs a code to the old and one to the new address. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { done, id, instant, none, text } from '../primitives.ts'
import { challenge, contactChange } from './challenges.ts'
import { emailAddress, phoneNumber } from './identity.ts'

const contactPoint = z.object({ value: text(254), confirmedAt: instant, /** Not confirmed for a year. */ stale: z.boolean() })

export const contact = z.object({ email: contactPoint, phone: contactPoint, pending: z.array(contactChange).max(10) })
export type Contact = z.infer<typeof contact>

export const contactApi = {
  get: endpoint({ method: 'GET', path: '/v1/contact', summary: 'Phone and e-mail', auth: 'session', response: contact }),
  change: endpoint({
    method: 'POST', path: '/v1/contact/changes', summary: 'Begin a change: two challenges, one to the old and one to the new address', auth: 'session',
    body: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('email'), value: emailAddress }), z.strictObject({ kind: z.literal('phone'), value: phoneNumber })]),
    response: z.object({ change: contactChange, oldChallenge: challenge, newChallenge: challenge }), errors: ['unacceptable_value'],
  }),
  cancelChange: endpoint({ method: 'DELETE', path: '/v1/contact/changes/{changeId}', summary: 'Drop a change that is not confirmed yet', auth: 'session', params: z.strictObject({ changeId: id }), response: done, errors: ['not_allowed'] }),
  confirmCurrent: endpoint({ method: 'POST', path: '/v1/contact/confirm', summary: 'Say that both are still right', auth: 'session', body: none, response: contact }),
}

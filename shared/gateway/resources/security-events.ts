/** What happened around the person's sign-in, so that they notice what was not them. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { id, instant, none, page, pageQuery, text } from '../primitives.ts'

export const securityEvent = z.object({
  id,
  at: instant,
  kind: openEnum(['registered', 'signed-in', 'password-wrong', 'locked', 'code-sent', 'code-wrong', 'device-trusted', 'device-revoked', 'password-changed', 'password-reset', 'user-id-recovered', 'contact-changed', 'sessions-ended', 'refresh-reused', 'not-me']),
  deviceName: text(80).nullable(),
  platform: text(40).nullable(),
  /** True when it came from the session that asks. */
  here: z.boolean(),
  reportedAt: instant.nullable(),
})
export type SecurityEvent = z.infer<typeof securityEvent>

export const securityEventsApi = {
  list: endpoint({ method: 'GET', path: '/v1/security-events', summary: 'What happened around sign-in, newest first', auth: 'session', query: z.strictObject(pageQuery), response: page(securityEvent) }),
  notMe: endpoint({
    method: 'POST', path: '/v1/security-events/{eventId}/not-me', summary: "This wasn't me: open codes die, other sessions and trusted computers end, the password must be changed", auth: 'session',
    params: z.strictObject({ eventId: id }), body: none, response: z.object({ sessionsEnded: z.number().int().nonnegative(), devicesRevoked: z.number().int().nonnegative(), passwordChangeRequired: z.boolean() }),
  }),
}

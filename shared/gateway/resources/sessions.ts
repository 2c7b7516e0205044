/**
 * Sessions: short access tokens, refresh tokens that are used once.
 *
 * Refreshing needs an Idempotency-Key that the client keeps before it asks: where the answer was lost, the same token with the same key
 * gets the same answer for two minutes, as long as the new tokens were not used. The same token with another key is a stolen one: all sessions end.
 */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { done, id, instant, none, text } from '../primitives.ts'

export const person = z.object({
  id,
  userId: text(40),
  name: text(120),
  email: text(254),
  /** The cardholder this person is, if they hold a card. */
  cardholderId: id.nullable(),
  companyName: text(120),
})

export const session = z.object({
  sessionId: id,
  accessToken: z.string().min(16).max(300),
  accessExpiresAt: instant,
  refreshToken: z.string().min(16).max(300),
  refreshExpiresAt: instant,
  person,
  /** After "this wasn't me": only the password can be changed. */
  passwordChangeRequired: z.boolean(),
})
export type Session = z.infer<typeof session>

export const sessionInfo = z.object({
  id,
  current: z.boolean(),
  deviceName: text(80),
  platform: text(40),
  createdAt: instant,
  lastUsedAt: instant,
})

export const sessionsApi = {
  refresh: endpoint({
    method: 'POST', path: '/v1/sessions/refresh', summary: 'New tokens for a refresh token, once', auth: 'none', idempotent: true,
    body: z.strictObject({ refreshToken: z.string().max(300) }), response: session, errors: ['token_invalid', 'session_ended', 'refresh_reused'],
  }),
  list: endpoint({ method: 'GET', path: '/v1/sessions', summary: 'Everywhere this person is signed in', auth: 'session', response: z.object({ items: z.array(sessionInfo).max(200) }) }),
  end: endpoint({ method: 'DELETE', path: '/v1/sessions/{sessionId}', summary: 'End one session at once', auth: 'session', params: z.strictObject({ sessionId: id }), response: done }),
  endOthers: endpoint({ method: 'POST', path: '/v1/sessions/end-others', summary: 'End every session but this one', auth: 'session', body: none, response: z.object({ ended: z.number().int().nonnegative() }) }),
  signOut: endpoint({ method: 'POST', path: '/v1/sign-out', summary: 'End this session', auth: 'session', body: none, response: done }),
}

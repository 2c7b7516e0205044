/** Forgotten user ID or password: identity, then a code to a known address. Other sessions end with a new password. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { text } from '../primitives.ts'
import { challenge } from './challenges.ts'
import { identity, newPassword } from './identity.ts'

const errors = ['identity_not_verified', 'sign_in_throttled', 'account_locked'] as const

export const recoveryApi = {
  userId: endpoint({ method: 'POST', path: '/v1/recovery/user-id', summary: 'Begin to recover a user ID', auth: 'none', body: identity, response: z.object({ challenge }), errors }),
  password: endpoint({ method: 'POST', path: '/v1/recovery/password', summary: 'Begin to recover a password', auth: 'none', body: identity, response: z.object({ challenge }), errors }),
  completePassword: endpoint({
    method: 'POST', path: '/v1/recovery/password/complete', summary: 'Set the new password; every session ends and a lockout is lifted', auth: 'none',
    body: z.strictObject({ resetToken: z.string().max(200), newPassword }), response: z.object({ userId: text(40), sessionsEnded: z.number().int().nonnegative() }),
    errors: ['token_invalid', 'weak_password'],
  }),
}

/** Sign-in by user ID or e-mail and password. Unknown people and wrong passwords get the same answer after the same time. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { instant } from '../primitives.ts'
import { challenge, deviceInput } from './challenges.ts'
import { newPassword } from './identity.ts'
import { session } from './sessions.ts'

export const signInOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), session }),
  /** The device is not trusted: a code is needed. */
  z.object({ outcome: z.literal('code-required'), challenge }),
])
export type SignInOutcome = z.infer<typeof signInOutcome>

export const signInApi = {
  start: endpoint({
    method: 'POST', path: '/v1/sign-in', summary: 'Sign in with user ID or e-mail and password', auth: 'none',
    body: z.strictObject({ identifier: z.string().trim().min(1).max(254), password: newPassword, device: deviceInput }),
    response: signInOutcome, errors: ['invalid_credentials', 'sign_in_throttled', 'account_locked'],
  }),
  changePassword: endpoint({
    method: 'POST', path: '/v1/password', summary: 'Change the password; all other sessions end, and this one gets new tokens', auth: 'session',
    body: z.strictObject({ currentPassword: newPassword, newPassword }), response: z.object({ session, changedAt: instant }),
    errors: ['invalid_credentials', 'weak_password', 'sign_in_throttled', 'account_locked'],
  }),
}

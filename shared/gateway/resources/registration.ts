/** First-time registration: who you are, then user ID and password. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { instant, text } from '../primitives.ts'
import { identity, newPassword, userId } from './identity.ts'

export const registrationApi = {
  verify: endpoint({
    method: 'POST', path: '/v1/registration/verify', summary: 'Check the identity of somebody who registers', auth: 'none', body: identity,
    response: z.object({
      registrationToken: z.string().max(200),
      expiresAt: instant,
      firstName: text(60),
      companyName: text(120),
    }),
    errors: ['identity_not_verified', 'already_registered', 'sign_in_throttled', 'account_locked'],
  }),
  complete: endpoint({
    method: 'POST', path: '/v1/registration/complete', summary: 'Choose user ID and password', auth: 'none',
    body: z.strictObject({ registrationToken: z.string().max(200), userId, password: newPassword }), response: z.object({ userId: text(40) }),
    errors: ['token_invalid', 'user_id_taken', 'weak_password', 'already_registered'],
  }),
}

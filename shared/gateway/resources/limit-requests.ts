/** Employees ask for more; somebody decides. */
import { z } from 'zod'
import { binary, endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { id, instant, money, page, pageQuery, requestedMoney, text, version } from '../primitives.ts'

export const limitRequest = z.object({
  id, version,
  cardholderId: id,
  cardId: id,
  /** The limit to raise; null: a new one. */
  limitId: id.nullable(),
  amount: money,
  until: instant.nullable(),
  reason: text(500),
  attachment: z.object({ fileName: text(120), contentType: text(80), bytes: z.number().int().nonnegative() }).nullable(),
  requestedAt: instant,
  status: openEnum(['pending', 'approved', 'declined', 'withdrawn']),
  decision: z.object({ at: instant, by: text(120), note: text(500).nullable(), amount: money.nullable(), until: instant.nullable() }).nullable(),
})
export type LimitRequest = z.infer<typeof limitRequest>

const params = z.strictObject({ requestId: id })

export const limitRequestsApi = {
  list: endpoint({ method: 'GET', path: '/v1/limit-requests', summary: 'Requests, newest first', auth: 'session', query: z.strictObject(pageQuery), response: page(limitRequest) }),
  approve: endpoint({
    method: 'POST', path: '/v1/limit-requests/{requestId}/approve', summary: 'Approve, as asked or changed', auth: 'session', idempotent: true, params,
    body: z.strictObject({ amount: requestedMoney.optional(), until: instant.nullable().optional(), note: text(500).optional() }), response: limitRequest, errors: ['not_allowed', 'unacceptable_value'],
  }),
  decline: endpoint({ method: 'POST', path: '/v1/limit-requests/{requestId}/decline', summary: 'Decline with a note', auth: 'session', idempotent: true, params, body: z.strictObject({ note: text(500).optional() }), response: limitRequest, errors: ['not_allowed'] }),
  attachment: endpoint({ method: 'GET', path: '/v1/limit-requests/{requestId}/attachment', summary: 'The file that came with it', auth: 'session', params, response: binary(['image/png', 'image/jpeg', 'application/pdf'], 10_485_760) }),
}

/** People who hold cards. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, filledText, id, none, page, pageQuery, text, version } from '../primitives.ts'
import { emailAddress, phoneNumber } from './identity.ts'

export const cardholder = z.object({
  id, version,
  firstName: text(60),
  lastName: text(60),
  email: text(254).nullable(),
  phone: text(20).nullable(),
  department: text(60).nullable(),
  title: text(80).nullable(),
  employeeNumber: text(20).nullable(),
  status: openEnum(['invited', 'active', 'inactive']),
  joinedOn: date,
})
export type Cardholder = z.infer<typeof cardholder>

const editable = { email: emailAddress.nullable(), phone: phoneNumber.nullable(), department: filledText(60).nullable(), title: filledText(80).nullable(), employeeNumber: filledText(20).nullable() }
const params = z.strictObject({ cardholderId: id })

export const cardholdersApi = {
  list: endpoint({ method: 'GET', path: '/v1/cardholders', summary: 'All cardholders', auth: 'session', query: z.strictObject(pageQuery), response: page(cardholder) }),
  get: endpoint({ method: 'GET', path: '/v1/cardholders/{cardholderId}', summary: 'One cardholder', auth: 'session', params, response: cardholder }),
  invite: endpoint({
    method: 'POST', path: '/v1/cardholders', summary: 'Invite somebody', auth: 'session', idempotent: true,
    body: z.strictObject({ firstName: filledText(60), lastName: filledText(60), ...editable }).partial({ phone: true, department: true, title: true, employeeNumber: true }), response: cardholder, errors: ['unacceptable_value'],
  }),
  update: endpoint({ method: 'PATCH', path: '/v1/cardholders/{cardholderId}', summary: 'Change details', auth: 'session', idempotent: true, params, body: z.strictObject(editable).partial(), response: cardholder }),
  deactivate: endpoint({ method: 'POST', path: '/v1/cardholders/{cardholderId}/deactivate', summary: 'Deactivate; their cards are frozen', auth: 'session', idempotent: true, params, body: none, response: cardholder, errors: ['not_allowed'] }),
  reactivate: endpoint({ method: 'POST', path: '/v1/cardholders/{cardholderId}/reactivate', summary: 'Activate again; cards stay frozen until somebody unfreezes them', auth: 'session', idempotent: true, params, body: none, response: cardholder, errors: ['not_allowed'] }),
}

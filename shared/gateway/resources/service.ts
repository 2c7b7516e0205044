/** What this issuer is and can do. Asked before anybody signs in. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, instant, text } from '../primitives.ts'

export const CAPABILITIES = [
  'registration', 'recovery', 'contact-changes', 'cards', 'freeze', 'replace', 'product-change', 'virtual-cards', 'limits', 'temporary-raises', 'controls', 'limit-requests',
  'authorizations', 'transactions', 'statements', 'payments', 'autopay', 'rewards', 'offers', 'disputes', 'alerts', 'invitations',
] as const
export const capability = openEnum(CAPABILITIES)

export const service = z.object({
  name: text(120),
  environment: openEnum(['production', 'sandbox']),
  apiVersion: text(20),
  /** For the client's clock check: the instant at which this was answered. */
  serverTime: instant,
  /** The day on which the issuer books now. */
  businessDate: date,
  capabilities: z.array(capability).max(100),
  maxPageSize: z.number().int().positive(),
})
export type Service = z.infer<typeof service>

export const serviceApi = {
  describe: endpoint({ method: 'GET', path: '/v1/service', summary: 'What this issuer is and can do', auth: 'none', response: service }),
}

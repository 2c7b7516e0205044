/** Authorizations: what merchants asked for. A decline is one that was refused; a pending one becomes a transaction under another id, or nothing. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { country, id, instant, mcc, money, page, pageQuery, text, version } from '../primitives.ts'

export const merchant = z.object({
  name: text(120),
  mcc,
  city: text(80).nullable(),
  country,
  /** The issuer's own id of the merchant. */
  networkId: text(40).nullable(),
})
export type Merchant = z.infer<typeof merchant>

/** What the merchant charged, in its own currency. The fee is booked as a transaction of its own, of kind `fee`. */
export const foreign = z.object({
  amount: money,
  /** Billing units per original unit, as the issuer states it: a decimal string, never computed with. */
  rate: text(24),
  fee: money.nullable(),
})

export const DECLINE_REASONS = [
  'card-frozen', 'card-inactive', 'card-closed', 'card-expired', 'cardholder-inactive', 'spending-limit', 'category-blocked', 'merchant-not-allowed', 'country-blocked',
  'online-blocked', 'in-person-blocked', 'cash-blocked', 'outside-validity', 'insufficient-credit', 'suspected-fraud', 'wrong-expiry', 'wrong-security-code',
] as const

export const authorization = z.object({
  id, version,
  accountId: id, cardId: id, cardholderId: id,
  at: instant,
  /** What was asked for, as a magnitude, in the account's currency. */
  amount: money,
  status: openEnum(['pending', 'posted', 'reversed', 'expired', 'declined']),
  channel: openEnum(['chip', 'contactless', 'swipe', 'keyed', 'online', 'cash-machine']),
  merchant,
  foreign: foreign.nullable(),
  decline: z.object({
    reason: openEnum(DECLINE_REASONS),
    /** The limit or the set of controls that refused it. */
    limitId: id.nullable(),
    controlsId: id.nullable(),
  }).nullable(),
  /** Limits in `warn` mode that this charge passed. */
  warnedLimitIds: z.array(id).max(20),
  transactionIds: z.array(id).max(20),
  expiresAt: instant.nullable(),
})
export type Authorization = z.infer<typeof authorization>

export const authorizationsApi = {
  list: endpoint({
    method: 'GET', path: '/v1/authorizations', summary: 'Pending authorizations and declines, newest first', auth: 'session',
    query: z.strictObject({ ...pageQuery, cardId: id.optional(), status: z.enum(['pending', 'posted', 'reversed', 'expired', 'declined']).optional() }), response: page(authorization),
  }),
  get: endpoint({ method: 'GET', path: '/v1/authorizations/{authorizationId}', summary: 'One authorization', auth: 'session', params: z.strictObject({ authorizationId: id }), response: authorization }),
}

/** Cards. No answer holds a full number or a security code. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, filledText, id, instant, lastDigits, money, none, page, pageQuery, requestedMoney, text, version } from '../primitives.ts'
import { cardNetwork } from './company.ts'

export const replacementReason = openEnum(['damaged', 'expired', 'lost', 'stolen'])

export const card = z.object({
  id, version,
  accountId: id,
  cardholderId: id,
  productId: id,
  network: cardNetwork,
  kind: openEnum(['physical', 'virtual']),
  lastDigits,
  expiryMonth: z.number().int().min(1).max(12),
  expiryYear: z.number().int().min(2000).max(2199),
  /** `inactive`: not activated yet. `frozen` is reversible; `closed` is not. */
  status: openEnum(['inactive', 'active', 'frozen', 'closed']),
  closedReason: openEnum(['lost', 'stolen', 'damaged', 'expired', 'replaced', 'cancelled', 'used-up', 'product-change']).nullable(),
  frozenBy: openEnum(['you', 'issuer', 'deactivation']).nullable(),
  nickname: text(40).nullable(),
  issuedOn: date,
  activatedAt: instant.nullable(),
  /** The chain of one card's numbers: history and limits continue along it. */
  replacedById: id.nullable(),
  replacesId: id.nullable(),
  replacementReason: replacementReason.nullable(),
  shipping: z.object({ status: openEnum(['ordered', 'shipped', 'delivered', 'returned']), expectedOn: date, carrier: text(40).nullable() }).nullable(),
  /** What a virtual card is for and where its life ends; null for a physical one. */
  virtual: z.object({
    purpose: text(80),
    /** Only this merchant, matched against the name on the authorization. */
    merchantLock: text(80).nullable(),
    totalLimit: money.nullable(),
    validUntil: date.nullable(),
    singleUse: z.boolean(),
  }).nullable(),
  /** A change of product that takes effect at the next close. */
  pendingProductId: id.nullable(),
})
export type Card = z.infer<typeof card>

const params = z.strictObject({ cardId: id })
const base = { auth: 'session', idempotent: true, params } as const
const withReplacement = z.object({ card, replacement: card.nullable() })

export const cardsApi = {
  list: endpoint({ method: 'GET', path: '/v1/cards', summary: 'All cards, closed ones too', auth: 'session', query: z.strictObject({ ...pageQuery, cardholderId: id.optional(), accountId: id.optional() }), response: page(card) }),
  get: endpoint({ method: 'GET', path: '/v1/cards/{cardId}', summary: 'One card', auth: 'session', params, response: card }),
  order: endpoint({
    method: 'POST', path: '/v1/cards', summary: 'Order a card for somebody', auth: 'session', idempotent: true,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('physical'), cardholderId: id, accountId: id, nickname: filledText(40).optional() }),
      z.strictObject({
        kind: z.literal('virtual'), cardholderId: id, accountId: id, nickname: filledText(40).optional(), purpose: filledText(80),
        merchantLock: filledText(80).optional(), totalLimit: requestedMoney.optional(), validUntil: date.optional(), singleUse: z.boolean().optional(),
      }),
    ]),
    response: card, errors: ['unacceptable_value', 'not_allowed'],
  }),
  rename: endpoint({ ...base, method: 'PATCH', path: '/v1/cards/{cardId}', summary: 'Set or clear the nickname', body: z.strictObject({ nickname: filledText(40).nullable() }), response: card }),
  activate: endpoint({
    ...base, method: 'POST', path: '/v1/cards/{cardId}/activate', summary: 'Activate a card that arrived',
    body: z.strictObject({ lastDigits, expiryMonth: z.number().int().min(1).max(12), expiryYear: z.number().int().min(2000).max(2199) }), response: card, errors: ['not_allowed', 'unacceptable_value'],
  }),
  freeze: endpoint({ ...base, method: 'POST', path: '/v1/cards/{cardId}/freeze', summary: 'Freeze: every charge is declined until unfrozen', body: none, response: card, errors: ['not_allowed'] }),
  unfreeze: endpoint({ ...base, method: 'POST', path: '/v1/cards/{cardId}/unfreeze', summary: 'Unfreeze', body: none, response: card, errors: ['not_allowed'] }),
  report: endpoint({
    ...base, method: 'POST', path: '/v1/cards/{cardId}/report', summary: 'Report lost or stolen: closed at once, replaced if wanted',
    body: z.strictObject({ reason: z.enum(['lost', 'stolen']), lastSeenAt: instant.optional(), note: text(500).optional(), replace: z.boolean() }), response: withReplacement, errors: ['not_allowed'],
  }),
  replace: endpoint({
    ...base, method: 'POST', path: '/v1/cards/{cardId}/replace', summary: 'New number (or the same, when damaged) under the same history and limits',
    body: z.strictObject({ reason: z.enum(['damaged', 'expired', 'lost', 'stolen']) }), response: withReplacement, errors: ['not_allowed'],
  }),
  changeProduct: endpoint({ ...base, method: 'POST', path: '/v1/cards/{cardId}/product-change', summary: 'Ask for another product, from the next close on', body: z.strictObject({ productId: id }), response: card, errors: ['not_allowed', 'unacceptable_value'] }),
  cancelProductChange: endpoint({ ...base, method: 'POST', path: '/v1/cards/{cardId}/product-change/cancel', summary: 'Keep the product after all', body: none, response: card, errors: ['not_allowed'] }),
  cancel: endpoint({ ...base, method: 'POST', path: '/v1/cards/{cardId}/cancel', summary: 'Close for good', body: none, response: card, errors: ['not_allowed'] }),
}

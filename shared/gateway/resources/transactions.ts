/** Posted transactions. A statement's lines are the transactions of its account posted from `openedOn` to `closedOn`. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, id, instant, money, page, pageQuery, text, version } from '../primitives.ts'
import { foreign, merchant } from './authorizations.ts'

export const transaction = z.object({
  id, version,
  accountId: id,
  /** Null for what belongs to the account alone: payments, interest, fees. */
  cardId: id.nullable(),
  cardholderId: id.nullable(),
  /** The authorization it came from, under another id; its amount and day may differ (tip, partial delivery, hotel). */
  authorizationId: id.nullable(),
  kind: openEnum(['charge', 'refund', 'payment', 'fee', 'interest', 'cash', 'credit']),
  /** Signed: a charge is negative. */
  amount: money,
  /** When the card was used. */
  transactedAt: instant,
  /** The day it was booked. */
  postedOn: date,
  merchant: merchant.nullable(),
  descriptor: text(160),
  reference: text(40),
  foreign: foreign.nullable(),
  refundOfId: id.nullable(),
  paymentId: id.nullable(),
  disputeId: id.nullable(),
  /** In the unit of the account's rewards programme. */
  rewardsEarned: z.number().int().nullable(),
})
export type Transaction = z.infer<typeof transaction>

export const transactionsApi = {
  list: endpoint({
    method: 'GET', path: '/v1/transactions', summary: 'Posted transactions, newest first', auth: 'session',
    query: z.strictObject({ ...pageQuery, accountId: id.optional(), cardId: id.optional(), from: date.optional(), to: date.optional() }), response: page(transaction),
  }),
  get: endpoint({ method: 'GET', path: '/v1/transactions/{transactionId}', summary: 'One transaction', auth: 'session', params: z.strictObject({ transactionId: id }), response: transaction }),
}

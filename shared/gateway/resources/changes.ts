/**
 * The feed of changes: everything the company has, in one order.
 *
 * Each object has a `version`, the number of its newest change among all changes of all objects. The feed lists every object once, at its
 * newest version, in rising order; an object that changes while a client pages moves to the end and is met again. So one cursor is all that a
 * client keeps: without one it gets everything, with one everything that changed since. A cursor of another or a restarted store answers
 * `cursor_invalid`. `nextCursor` is always set and is to be kept even when `hasMore` is false.
 *
 * Because an object stands where it last changed, it may be met before one it refers to (a charge before its card, where the card was renamed
 * later). At the end of the feed every reference holds.
 *
 * The ETag names the state of the whole feed: sent back with a cursor at its end, it gets a 304 while nothing has changed.
 */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { id, text, version } from '../primitives.ts'
import { alert, alertRule } from './alerts.ts'
import { authorization } from './authorizations.ts'
import { cardholder } from './cardholders.ts'
import { card } from './cards.ts'
import { account, company, product } from './company.ts'
import { controls } from './controls.ts'
import { dispute } from './disputes.ts'
import { limitRequest } from './limit-requests.ts'
import { limit } from './limits.ts'
import { autopay, bankAccount, payment } from './payments.ts'
import { offer, rewardActivity, rewardsProgram } from './rewards.ts'
import { statement } from './statements.ts'
import { transaction } from './transactions.ts'

/** Schema of every type in the feed. */
export const feedTypes = {
  company, product, account, cardholder, card, limit, controls, limitRequest, authorization, transaction, statement, bankAccount, payment, autopay,
  rewardsProgram, rewardActivity, offer, dispute, alertRule, alert,
} as const
export type FeedType = keyof typeof feedTypes
export type FeedObject<T extends FeedType> = z.infer<(typeof feedTypes)[T]>
export const FEED_TYPES = Object.keys(feedTypes) as [FeedType, ...FeedType[]]

/** `object` is null where `deleted` is true. */
const changeOf = <T extends FeedType, S extends z.ZodType>(type: T, object: S) =>
  z.object({ type: z.literal(type), id, version, deleted: z.boolean().optional(), object: object.nullable() })

/** A type this version does not know: kept apart, never an error, so that a newer issuer does not stop an older client. */
export const otherChange = z.object({
  type: text(40).refine((type) => !Object.hasOwn(feedTypes, type), 'a known type that does not fit its shape').brand<'other', 'inout'>(),
  id, version, deleted: z.boolean().optional(), object: z.unknown(),
})

export const knownChange = z.discriminatedUnion('type', [
  changeOf('company', company), changeOf('product', product), changeOf('account', account), changeOf('cardholder', cardholder), changeOf('card', card),
  changeOf('limit', limit), changeOf('controls', controls), changeOf('limitRequest', limitRequest), changeOf('authorization', authorization),
  changeOf('transaction', transaction), changeOf('statement', statement), changeOf('bankAccount', bankAccount), changeOf('payment', payment),
  changeOf('autopay', autopay), changeOf('rewardsProgram', rewardsProgram), changeOf('rewardActivity', rewardActivity), changeOf('offer', offer),
  changeOf('dispute', dispute), changeOf('alertRule', alertRule), changeOf('alert', alert),
])
export type KnownChange = z.infer<typeof knownChange>
export const change = z.union([knownChange, otherChange])
export type Change = z.infer<typeof change>

/** True when this version knows the type of the change. */
export function isKnownChange(item: Change): item is KnownChange {
  return Object.hasOwn(feedTypes, item.type)
}

export const MAX_CHANGES = 5_000

export const changesPage = z.object({
  items: z.array(change).max(MAX_CHANGES),
  nextCursor: z.string().min(1).max(200),
  hasMore: z.boolean(),
  /** At most so many are still to come: for a progress bar. */
  remainingAtMost: z.number().int().nonnegative(),
})
export type ChangesPage = z.infer<typeof changesPage>

export const changesApi = {
  list: endpoint({
    method: 'GET', path: '/v1/changes', summary: 'Everything that changed since a cursor', auth: 'session', conditional: true,
    query: z.strictObject({ cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(MAX_CHANGES).optional() }), response: changesPage, errors: ['cursor_invalid'],
  }),
}

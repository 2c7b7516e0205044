/** Rewards programmes, what happened to their balance, and offers (the welcome offer is one of them). */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, filledText, id, instant, money, page, pageQuery, text, version } from '../primitives.ts'

export const rewardsProgram = z.object({
  id, version,
  name: text(80),
  /** `cash`: the unit is a cent of the currency. */
  unit: openEnum(['points', 'cash', 'miles']),
  accountIds: z.array(id).max(50),
  balance: z.number().int(),
  /** Earned since the last close: counts at the next one. */
  pending: z.number().int(),
  expiring: z.array(z.object({ amount: z.number().int().positive(), on: date })).max(24),
  /** Hundredths of a unit per major currency unit spent: 300 is 3 points a dollar. The first rate that fits wins; null: everything else. */
  earnRates: z.array(z.object({ category: text(40).nullable(), rateHundredths: z.number().int().nonnegative() })).max(60),
  redemptions: z.array(z.object({ id, name: text(80), kind: openEnum(['statement-credit', 'travel', 'gift-card', 'cash']), minimum: z.number().int().positive(), /** Minor units for 1,000 units. */ minorPerThousand: z.number().int().nonnegative() })).max(40),
  partners: z.array(z.object({ id, name: text(80), /** 1,000 units become this many of theirs. */ perThousand: z.number().int().positive(), minimum: z.number().int().positive(), increment: z.number().int().positive() })).max(60),
})
export type RewardsProgram = z.infer<typeof rewardsProgram>

export const rewardActivity = z.object({
  id, version,
  programId: id,
  at: instant,
  kind: openEnum(['earned', 'bonus', 'redeemed', 'transferred', 'expired', 'adjusted']),
  amount: z.number().int(),
  description: text(160),
  statementId: id.nullable(),
})
export type RewardActivity = z.infer<typeof rewardActivity>

export const offer = z.object({
  id, version,
  kind: openEnum(['welcome', 'merchant', 'category']),
  title: text(120),
  terms: text(1_000),
  accountId: id.nullable(),
  status: openEnum(['available', 'enrolled', 'fulfilled', 'expired']),
  merchant: text(80).nullable(),
  category: text(40).nullable(),
  spendRequired: money,
  spendSoFar: money,
  /** Charges count from enrolment (or the start) to this day, both included. */
  startsOn: date,
  endsOn: date,
  reward: z.object({ programUnits: z.number().int().nonnegative(), credit: money.nullable() }),
  enrolledAt: instant.nullable(),
  fulfilledAt: instant.nullable(),
})
export type Offer = z.infer<typeof offer>

const programParams = z.strictObject({ programId: id })
const outcome = z.object({ program: rewardsProgram, activity: rewardActivity })

export const rewardsApi = {
  programs: endpoint({ method: 'GET', path: '/v1/rewards', summary: 'Programmes with their balances', auth: 'session', response: z.object({ items: z.array(rewardsProgram).max(50) }) }),
  activity: endpoint({ method: 'GET', path: '/v1/rewards/{programId}/activity', summary: 'What happened to a balance', auth: 'session', params: programParams, query: z.strictObject(pageQuery), response: page(rewardActivity) }),
  redeem: endpoint({
    method: 'POST', path: '/v1/rewards/{programId}/redeem', summary: 'Redeem', auth: 'session', idempotent: true, params: programParams,
    body: z.strictObject({ redemptionId: id, amount: z.number().int().positive(), accountId: id.optional() }), response: outcome, errors: ['unacceptable_value', 'not_allowed'],
  }),
  transfer: endpoint({
    method: 'POST', path: '/v1/rewards/{programId}/transfer', summary: 'Transfer to a partner; cannot be undone', auth: 'session', idempotent: true, params: programParams,
    body: z.strictObject({ partnerId: id, amount: z.number().int().positive(), memberNumber: filledText(30) }), response: outcome, errors: ['unacceptable_value', 'not_allowed'],
  }),
  offers: endpoint({ method: 'GET', path: '/v1/offers', summary: 'Offers', auth: 'session', query: z.strictObject(pageQuery), response: page(offer) }),
  enrol: endpoint({ method: 'POST', path: '/v1/offers/{offerId}/enrol', summary: 'Enrol in an offer', auth: 'session', idempotent: true, params: z.strictObject({ offerId: id }), body: z.strictObject({ accountId: id.optional() }), response: offer, errors: ['not_allowed'] }),
}

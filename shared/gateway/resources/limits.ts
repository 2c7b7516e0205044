/**
 * Spending limits. A limit says itself how it counts, because issuers differ (DOMAIN.md 5.4): interval, window, time zone, refunds, pending.
 *
 * Limits of a card cover its whole chain of replacements, limits of a cardholder all their cards; of several the most restrictive wins; a
 * limit with categories counts and stops only those.
 */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { done, id, instant, money, none, page, pageQuery, requestedMoney, scope, scopeKinds, text, timeZone, version } from '../primitives.ts'

export const INTERVALS = ['per-charge', 'day', 'week', 'month', 'quarter', 'year', 'billing-cycle', 'total'] as const
export const WINDOWS = ['calendar', 'billing-cycle', 'rolling'] as const

export const limit = z.object({
  id, version,
  scope,
  amount: money,
  interval: openEnum(INTERVALS),
  /** `calendar`: from midnight in `timeZone`. `rolling`: the last 1, 7, 30, 91 or 365 days before the charge. `billing-cycle`: of the card's account. */
  window: openEnum(WINDOWS),
  timeZone,
  /** 0 Sunday … 6 Saturday: where a calendar week starts. */
  weekStartsOn: z.number().int().min(0).max(6),
  countsRefunds: z.boolean(),
  countsPending: z.boolean(),
  /** Category keys (the app's own, from the MCC); null: every charge. */
  categories: z.array(text(40)).max(60).nullable(),
  mode: openEnum(['decline', 'warn']),
  /** In force instead of `amount` until it ends by itself. */
  raise: z.object({ amount: money, until: instant, reason: text(200).nullable() }).nullable(),
  /** The issuer's own count at the time of this version. Per charge: always 0. */
  used: money,
  resetsAt: instant.nullable(),
  createdAt: instant,
})
export type Limit = z.infer<typeof limit>

const rules = {
  amount: requestedMoney,
  interval: z.enum(INTERVALS),
  window: z.enum(WINDOWS),
  timeZone,
  weekStartsOn: z.number().int().min(0).max(6),
  countsRefunds: z.boolean(),
  categories: z.array(text(40)).min(1).max(60).nullable(),
  mode: z.enum(['decline', 'warn']),
}
const params = z.strictObject({ limitId: id })
const base = { auth: 'session', idempotent: true, errors: ['unacceptable_value'] } as const

export const limitsApi = {
  list: endpoint({
    method: 'GET', path: '/v1/limits', summary: 'Limits with the issuer\'s own count of what is used now', auth: 'session',
    query: z.strictObject({ ...pageQuery, scopeKind: z.enum(scopeKinds).optional(), scopeId: id.optional() }), response: page(limit),
  }),
  create: endpoint({ ...base, method: 'POST', path: '/v1/limits', summary: 'Set a limit', body: z.strictObject({ scope: z.strictObject({ kind: z.enum(scopeKinds), id }), ...rules }).partial({ timeZone: true, weekStartsOn: true, countsRefunds: true, mode: true, window: true }), response: limit }),
  update: endpoint({ ...base, method: 'PATCH', path: '/v1/limits/{limitId}', summary: 'Change a limit', params, body: z.strictObject(rules).partial(), response: limit }),
  remove: endpoint({ ...base, method: 'DELETE', path: '/v1/limits/{limitId}', summary: 'Remove a limit', params, response: done }),
  raise: endpoint({
    ...base, method: 'POST', path: '/v1/limits/{limitId}/raise', summary: 'Raise for a while; reverts by itself', params,
    body: z.strictObject({ amount: requestedMoney, until: instant, reason: text(200).nullable() }), response: limit,
  }),
  endRaise: endpoint({ ...base, method: 'POST', path: '/v1/limits/{limitId}/raise/end', summary: 'End a raise now', params, body: none, response: limit }),
}

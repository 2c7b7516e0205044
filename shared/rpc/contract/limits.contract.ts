/** What cards may spend, and where: limits and controls, what-if, templates. */
import { z } from 'zod'
import { MAX_MINOR } from '../../domain/money.ts'
import { INTERVALS, WINDOWS } from '../../gateway/resources/limits.ts'
import { currency, epochMs, id, isoDate, money, moneyTotals, name, none } from './common.ts'
import { command, query, task } from '../define.ts'

/** Who a limit binds: a card with every number it had and will have, or a person with all their cards of one connection. */
export const limitScope = z.strictObject({ kind: z.enum(['card', 'cardholder']), id })
export type LimitScope = z.infer<typeof limitScope>

/** Names one limit wherever it is kept: at the issuer, here, or on its way. Opaque. */
export const limitKey = z.string().min(1).max(120)
/** A category's key, such as `dining`. */
export const categoryKey = z.string().min(1).max(40)

export const spendInterval = z.enum(INTERVALS)
export const spendWindow = z.enum(WINDOWS)

const positive = z.strictObject({ minor: z.number().int().min(1).max(MAX_MINOR), currency })

export const limitRules = z.strictObject({
  amount: positive,
  interval: spendInterval,
  window: spendWindow,
  /** IANA name, such as "America/New_York" or "UTC": where a calendar day begins. */
  timeZone: z.string().min(1).max(64),
  /** 0 Sunday … 6 Saturday. */
  weekStartsOn: z.number().int().min(0).max(6),
  countsRefunds: z.boolean(),
  /** Counts and stops only these; null: every charge. */
  categories: z.array(categoryKey).min(1).max(60).nullable(),
  /** `warn`: what passes it is let through and told. */
  mode: z.enum(['decline', 'warn']),
})
export type LimitRules = z.infer<typeof limitRules>

export const controlRules = z.strictObject({
  /** null: every category but the blocked ones. Never together with blocked ones. */
  allowedCategories: z.array(categoryKey).max(60).nullable(),
  blockedCategories: z.array(categoryKey).max(60),
  /** Merchant category codes on top of the categories. */
  blockedMccs: z.array(z.string().regex(/^\d{4}$/)).max(300),
  /** ISO 3166-1 alpha-2; null: every country but the blocked ones. */
  allowedCountries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250).nullable(),
  blockedCountries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  online: z.boolean(),
  inPerson: z.boolean(),
  cashMachines: z.boolean(),
  /** Only a merchant whose name contains this, without case. */
  merchantLock: z.string().trim().min(1).max(80).nullable(),
  validFrom: isoDate.nullable(),
  validUntil: isoDate.nullable(),
})
export type ControlRules = z.infer<typeof controlRules>

const raise = z.strictObject({ amount: positive, until: epochMs, reason: z.string().nullable() })

export const limit = z.strictObject({
  key: limitKey,
  connectionId: id,
  /** `here`: a watch-limit of this app, for cards that no issuer limits; nothing is declined by it. */
  kept: z.enum(['issuer', 'here']),
  scope: limitScope,
  /** The card or person in words. */
  who: z.string(),
  /** Cards that it counts: the whole chain of a card, or all cards of the person at that connection. */
  cardIds: z.array(id),
  ...limitRules.shape,
  /** What an issuer allows may be nothing at all. */
  amount: money,
  raise: raise.nullable(),
  /** The amount, or a raise while it lasts. */
  inForce: money,
  /** Counted here as the issuer counts: posted and pending. Per charge: the largest of the last 30 days. */
  used: money,
  /** Below zero where more was spent than is allowed. */
  left: money,
  /** Where the window of the count begins and when it starts over; null where it moves with time or never does. */
  countedFrom: epochMs.nullable(),
  resetsAt: epochMs.nullable(),
  /** The issuer's own count where it is another than ours, with its time. */
  issuerCount: z.strictObject({ used: money }).nullable(),
  /** What the issuer has yet to confirm; what is shown has it already. */
  waitingFor: z.enum(['create', 'change', 'remove', 'raise', 'end-raise']).nullable(),
  /** Whether the connection can do it now. */
  can: z.strictObject({ change: z.boolean(), raise: z.boolean() }),
})
export type Limit = z.infer<typeof limit>

export const controlSet = z.strictObject({
  connectionId: id,
  scope: limitScope,
  who: z.string(),
  ...controlRules.shape,
  waiting: z.boolean(),
})
export type ControlSet = z.infer<typeof controlSet>

/** What is to be: the limits of each target, and the controls (null: as they are). One currency and one limit per interval and set of categories. */
export const spendingPlan = z.strictObject({ limits: z.array(limitRules).max(20), controls: controlRules.nullable() })
export type SpendingPlan = z.infer<typeof spendingPlan>

/** `merge`: limits of other intervals or categories stay. `replace`: they go. */
export const planEdit = z.strictObject({ targets: z.array(limitScope).min(1).max(1_000), plan: spendingPlan, mode: z.enum(['merge', 'replace']) })
export type PlanEdit = z.infer<typeof planEdit>

export const planRow = z.strictObject({
  target: limitScope,
  connectionId: id,
  who: z.string(),
  kept: z.enum(['issuer', 'here']),
  limits: z.array(
    z.strictObject({
      does: z.enum(['create', 'change', 'remove', 'keep']),
      key: limitKey.nullable(),
      before: limitRules.extend({ amount: money }).nullable(),
      after: limitRules.nullable(),
      /** What is used of it in the window that it would count in now. */
      used: money.nullable(),
      /** Allowed, and said: nothing more passes until it resets. */
      isUnderUsed: z.boolean(),
    }),
  ),
  controls: z.strictObject({ before: controlRules.nullable(), after: controlRules, isChanged: z.boolean() }).nullable(),
  /** Why nothing can be done for this one; then `limits` is empty. */
  refused: z.enum(['closed', 'no-card', 'currency', 'no-controls-here', 'nothing-changes']).nullable(),
})
export type PlanRow = z.infer<typeof planRow>

export const whatIfCharge = z.strictObject({
  /** A charge here; null for an authorization that was declined. */
  transactionId: id.nullable(),
  at: epochMs,
  merchant: z.string(),
  /** A magnitude. */
  amount: money,
  card: z.strictObject({ id, name: z.string() }),
  person: z.strictObject({ id, name: z.string() }).nullable(),
  /** What refuses it, or for `released` what had refused it. */
  because: z.enum(['limit', 'category', 'country', 'online', 'in-person', 'cash', 'merchant', 'validity']),
  /** Index in the plan's limits where a limit does. */
  limit: z.number().int().nonnegative().nullable(),
})
export type WhatIfCharge = z.infer<typeof whatIfCharge>

const whatIfSide = z.strictObject({ count: z.number().int().nonnegative(), people: z.number().int().nonnegative(), totals: moneyTotals, firstAt: epochMs.nullable(), charges: z.array(whatIfCharge).max(200) })

export const whatIf = z.strictObject({
  from: epochMs,
  to: epochMs,
  /** Charges that were replayed. */
  replayed: z.number().int().nonnegative(),
  /** Of these, charges of which no country and way of paying is on record although the plan asks for one: they count as allowed. */
  placeUnknown: z.number().int().nonnegative(),
  /** Went through, and would not. */
  declined: whatIfSide,
  /** Went through, and would be told of. */
  warned: whatIfSide,
  /** Were declined for a limit or control, and would go through. */
  released: whatIfSide,
  perPerson: z.array(z.strictObject({ person: z.strictObject({ id, name: z.string() }).nullable(), count: z.number().int().positive(), totals: moneyTotals })).max(200),
})
export type WhatIf = z.infer<typeof whatIf>

export const limitTemplate = z.strictObject({ id, name: z.string(), plan: spendingPlan, updatedAt: epochMs })
export type LimitTemplate = z.infer<typeof limitTemplate>

export const limitsContract = {
  /** Fullest first; of everybody (null), or that bind one card or person. At most 5,000. */
  list: query({ input: z.strictObject({ scope: limitScope.nullable() }), output: z.array(limit) }),
  /** The sets of controls that bind one card or person, or all. */
  controls: query({ input: z.strictObject({ scope: limitScope.nullable() }), output: z.array(controlSet) }),
  /** Before and after of every target, nothing changed. Fails with `validation.failed` (fields `limits`, `controls`) where the plan contradicts itself. */
  preview: query({ input: planEdit, output: z.array(planRow) }),
  /** Does what the preview shows, in one transaction, queued for the issuer. Fails as `preview` does. */
  save: command({ input: planEdit, output: z.strictObject({ changes: z.number().int().nonnegative(), skipped: z.number().int().nonnegative() }), presence: true }),
  /** Fails with `validation.failed` (field `amount`, `until`) where it is no raise, or ends in the past. */
  raise: command({ input: z.strictObject({ key: limitKey, amount: positive, until: epochMs, reason: z.string().trim().max(200).nullable() }), output: limit, presence: true }),
  endRaise: command({ input: z.strictObject({ key: limitKey }), output: limit }),
  remove: command({ input: z.strictObject({ key: limitKey }), output: none, presence: true }),
  /** Replays what happened against what is proposed. Changes nothing. */
  whatIf: task({ input: planEdit.extend({ days: z.union([z.literal(30), z.literal(90), z.literal(365)]) }), output: whatIf }),
  templates: query({ input: none, output: z.array(limitTemplate) }),
  /** Fails with `validation.failed` (field `name`) for a name that is taken. */
  saveTemplate: command({ input: z.strictObject({ templateId: id.nullable(), name: name.max(60), plan: spendingPlan }), output: limitTemplate }),
  deleteTemplate: command({ input: z.strictObject({ templateId: id }), output: none }),
}

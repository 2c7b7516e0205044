/** Charges that were refused: why, by which of our own rules, and what can be done at once. */
import { z } from 'zod'
import { epochMs, id, money } from './common.ts'
import { command, query } from '../define.ts'
import { limitKey, limitRules, limitScope } from './limits.contract.ts'

/** The issuer's reason; `other` for one that this version does not know. */
export const declineReason = z.enum([
  'card-frozen', 'card-inactive', 'card-closed', 'card-expired', 'cardholder-inactive', 'spending-limit', 'category-blocked', 'merchant-not-allowed', 'country-blocked',
  'online-blocked', 'in-person-blocked', 'cash-blocked', 'outside-validity', 'insufficient-credit', 'suspected-fraud', 'wrong-expiry', 'wrong-security-code', 'other',
])
export type DeclineReason = z.infer<typeof declineReason>

/** What one click does about it: for this card or person, through the same ways as by hand. */
export const remedy = z.enum(['raise-today', 'allow-category', 'allow-country', 'allow-online', 'allow-in-person', 'allow-cash', 'drop-merchant-lock', 'extend-validity', 'unfreeze', 'reactivate'])
export type Remedy = z.infer<typeof remedy>

export const decline = z.strictObject({
  connectionId: id,
  /** The issuer's id of the authorization. */
  declineId: z.string().min(1).max(64),
  at: epochMs,
  merchant: z.string(),
  mcc: z.string().nullable(),
  mccLabel: z.string().nullable(),
  /** Key of the category that the code counts under. */
  category: z.string().nullable(),
  country: z.string().nullable(),
  channel: z.string(),
  amount: money,
  card: z.strictObject({ id, name: z.string() }),
  person: z.strictObject({ id, name: z.string() }).nullable(),
  reason: declineReason,
  /** Which of our rules refused it; null where none did. `isOurs` false: worked out here, as the issuer did not say. */
  cause: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('limit'), issuerSaid: z.boolean(), key: limitKey.nullable(), who: z.string(), rules: limitRules.extend({ amount: money }), usedBefore: money }),
      z.strictObject({ kind: z.literal('controls'), issuerSaid: z.boolean(), scope: limitScope, who: z.string() }),
    ])
    .nullable(),
  /** What would help now, the best first; empty where nothing here would. */
  remedies: z.array(
    z.strictObject({
      remedy,
      /** For `raise-today`: the amount that lets this charge through until the end of the company's day. */
      amount: money.nullable(),
      until: epochMs.nullable(),
    }),
  ),
  /** A charge of the same card and merchant that went through afterwards. */
  passedLater: z.boolean(),
})
export type Decline = z.infer<typeof decline>

export const declinesContract = {
  /** Newest first. `before`: the cursor of the last page. */
  list: query({
    input: z.strictObject({ cardIds: z.array(id).max(1_000).nullable(), before: z.strictObject({ at: epochMs, declineId: z.string().max(64) }).nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ declines: z.array(decline), hasMore: z.boolean() }),
  }),
  /** Fails with `validation.failed` (field `remedy`) where it would not help any more. */
  remedy: command({
    input: z.strictObject({ connectionId: id, declineId: z.string().min(1).max(64), remedy }),
    output: decline,
    presence: ({ remedy: chosen }) => chosen !== 'unfreeze' && chosen !== 'reactivate',
  }),
}

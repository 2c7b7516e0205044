/** Employees ask for more; somebody here, or a rule of theirs, decides. */
import { z } from 'zod'
import { MAX_MINOR } from '../../domain/money.ts'
import { currency, epochMs, id, money, none } from './common.ts'
import { command, query, task } from '../define.ts'
import { limitKey } from './limits.contract.ts'

const positive = z.strictObject({ minor: z.number().int().min(1).max(MAX_MINOR), currency })
/** The issuer's id of a request. */
export const requestId = z.string().min(1).max(64)

export const limitRequest = z.strictObject({
  connectionId: id,
  requestId,
  person: z.strictObject({ id, name: z.string() }).nullable(),
  card: z.strictObject({ id, name: z.string() }).nullable(),
  /** The limit it asks to raise; null: a new monthly one on the card. */
  limitKey: limitKey.nullable(),
  /** In force now, and what of it is used. */
  current: z.strictObject({ inForce: money, used: money, interval: z.string() }).nullable(),
  amount: money,
  /** null: for good. */
  until: epochMs.nullable(),
  reason: z.string(),
  attachment: z.strictObject({ fileName: z.string(), contentType: z.string(), bytes: z.number().int().nonnegative() }).nullable(),
  requestedAt: epochMs,
  status: z.enum(['pending', 'approved', 'declined', 'withdrawn', 'unknown']),
  /** A decision of here that the issuer has yet to confirm. */
  waitingFor: z.enum(['approve', 'decline']).nullable(),
  decision: z.strictObject({ at: epochMs, by: z.string(), note: z.string().nullable(), amount: money.nullable(), until: epochMs.nullable() }).nullable(),
  /** The rule that approved it, where one did. */
  approvedByRule: z.boolean(),
})
export type LimitRequest = z.infer<typeof limitRequest>

export const approvalRule = z.strictObject({
  id,
  /** null: everybody. */
  people: z.array(z.strictObject({ id, name: z.string() })).nullable(),
  upTo: money,
  /** Raises for longer than this, or for good, wait for a person; null: however long. */
  mostDays: z.number().int().min(1).max(366).nullable(),
  /** So many approvals a calendar month and person. */
  perMonth: z.number().int().min(1).max(100),
  isOn: z.boolean(),
  /** Approvals so far this month. */
  approvedThisMonth: z.number().int().nonnegative(),
})
export type ApprovalRule = z.infer<typeof approvalRule>

const which = { connectionId: id, requestId }

export const requestsContract = {
  /** Pending ones first, then the newest. At most 500. */
  list: query({ input: z.strictObject({ status: z.enum(['pending', 'decided']).nullable() }), output: z.array(limitRequest) }),
  /** As asked, or changed. Fails with `validation.failed` (field `amount`: not above what is in force; `until`: past; `status`: decided already). */
  approve: command({ input: z.strictObject({ ...which, amount: positive, until: epochMs.nullable(), note: z.string().trim().max(500).nullable() }), output: limitRequest, presence: true }),
  decline: command({ input: z.strictObject({ ...which, note: z.string().trim().max(500).nullable() }), output: limitRequest }),
  /** Fetches the file that came with it from the issuer, into a file that a person chose (its grant). Needs the network. */
  saveAttachment: task({ input: z.strictObject({ ...which, target: z.string().max(64) }), output: z.strictObject({ bytes: z.number().int() }) }),
  rules: query({ input: none, output: z.array(approvalRule) }),
  saveRule: command({
    input: z.strictObject({ ruleId: id.nullable(), cardholderIds: z.array(id).min(1).max(1_000).nullable(), upTo: positive, mostDays: z.number().int().min(1).max(366).nullable(), perMonth: z.number().int().min(1).max(100), isOn: z.boolean() }),
    output: approvalRule,
    presence: true,
  }),
  deleteRule: command({ input: z.strictObject({ ruleId: id }), output: none }),
}

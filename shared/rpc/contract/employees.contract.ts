import { z } from 'zod'
import { cardOrder } from './cards.contract.ts'
import { epochMs, id, isoDate, isoMonth, moneyTotals, name, none } from './common.ts'
import { command, query } from '../define.ts'
import { spendingPlan } from './limits.contract.ts'

export const cardholder = z.strictObject({
  id,
  name: z.string(),
  /** Where the name came from: a file or a person here. */
  origin: z.enum(['import', 'person']),
  /** As the issuer has it; null for people of statement files. The most open one where several issuers know them. */
  status: z.enum(['invited', 'active', 'inactive', 'unknown']).nullable(),
  department: z.string().nullable(),
  title: z.string().nullable(),
  cards: z.array(z.strictObject({ id, name: z.string(), lastDigits: z.string().nullable() })),
  lastOn: isoDate.nullable(),
  /** Spend in the newest month that the books have. */
  latestMonthSpend: moneyTotals,
  /** Spend from the first to today of this month, and the same days of the month before. */
  spend: z.strictObject({ thisMonth: moneyTotals, sameDaysBefore: moneyTotals }),
  openRequests: z.number().int().nonnegative(),
  /** In the last 30 days. */
  declines: z.number().int().nonnegative(),
  connectionIds: z.array(id),
  can: z.strictObject({ edit: z.boolean(), deactivate: z.boolean(), reactivate: z.boolean() }),
  /** What the issuer has not confirmed yet. */
  waitingFor: z.enum(['invite', 'update', 'deactivate', 'reactivate']).nullable(),
})
export type Cardholder = z.infer<typeof cardholder>

/** An address, an issuer's rule: as much of RFC 5321 as people use. */
const email = z.string().trim().toLowerCase().max(254).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)
const phone = z.string().trim().max(20).regex(/^\+?[\d\s().-]{5,}$/)

export const contactDetails = z.strictObject({ email: email.nullable(), phone: phone.nullable(), department: name.max(60).nullable(), title: name.max(80).nullable(), employeeNumber: name.max(20).nullable() })
export type ContactDetails = z.infer<typeof contactDetails>

export const cardholderDetail = z.strictObject({
  person: cardholder,
  /** As each issuer has them; none for people of statement files. */
  details: z.array(z.strictObject({ connectionId: id, connectionName: z.string(), email: z.string().nullable(), phone: z.string().nullable(), department: z.string().nullable(), title: z.string().nullable(), employeeNumber: z.string().nullable(), joinedOn: isoDate })),
  /** The last twelve months, the oldest first, this one included. */
  months: z.array(z.strictObject({ month: isoMonth, totals: moneyTotals })),
  /** What is still open: what one wants to know before deactivating somebody. */
  open: z.strictObject({ activeCards: z.number().int().nonnegative(), pendingCharges: z.number().int().nonnegative(), pendingTotals: moneyTotals, requests: z.number().int().nonnegative(), orders: z.number().int().nonnegative() }),
  history: z.array(z.strictObject({ at: epochMs, action: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })),
})
export type CardholderDetail = z.infer<typeof cardholderDetail>

const one = z.strictObject({ cardholderId: id })

export const employeesContract = {
  list: query({ input: none, output: z.array(cardholder) }),
  get: query({ input: one, output: cardholderDetail }),
  create: command({ input: z.strictObject({ name }), output: cardholder }),
  rename: command({ input: z.strictObject({ cardholderId: id, name }), output: cardholder }),
  /** Connections that take invitations, with their departments. */
  invitePlaces: query({ input: none, output: z.array(z.strictObject({ connectionId: id, connectionName: z.string(), departments: z.array(z.string()) })) }),
  /**
   * Person, card and limits in one go: shown at once, sent in this order, and what builds on a refused step is refused with it.
   * Fails with `validation.failed` (fields `name`, `email`, `accountId`, and those of `limits.save`).
   */
  invite: command({
    input: z.strictObject({
      connectionId: id,
      firstName: name.max(60),
      lastName: name.max(60),
      contact: contactDetails,
      card: z.strictObject({ accountId: id, order: cardOrder, plan: spendingPlan.nullable() }).nullable(),
    }),
    output: cardholder,
    presence: ({ card }) => card !== null,
  }),
  /** At every issuer that knows them. */
  update: command({ input: z.strictObject({ cardholderId: id, contact: contactDetails }), output: cardholder }),
  /** Freezes their cards. Fails with `validation.failed` (field `status`). */
  deactivate: command({ input: one, output: cardholder }),
  /** Their cards stay frozen until somebody unfreezes them. */
  reactivate: command({ input: one, output: cardholder }),
}

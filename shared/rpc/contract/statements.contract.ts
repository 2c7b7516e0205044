import { z } from 'zod'
import { currency, id, isoDate, minor, scope } from './common.ts'
import { query } from '../define.ts'

export const statement = z.strictObject({
  id,
  accountId: id,
  accountLabel: z.string(),
  currency,
  openedOn: isoDate.nullable(),
  closedOn: isoDate,
  dueOn: isoDate.nullable(),
  openingMinor: minor.nullable(),
  closingMinor: minor,
  minimumDueMinor: minor.nullable(),
  pastDueMinor: minor.nullable(),
  purchasesMinor: minor.nullable(),
  creditsMinor: minor.nullable(),
  feesMinor: minor.nullable(),
  financeChargeMinor: minor.nullable(),
  creditLimitMinor: minor.nullable(),
  autopay: z.boolean().nullable(),
  transactions: z.number().int(),
  /** Sum of its transactions, and by how much opening + sum misses closing; null when there is nothing to compare. */
  transactionsMinor: minor,
  differenceMinor: minor.nullable(),
})
export type Statement = z.infer<typeof statement>

export const statementsContract = {
  /** Newest first. */
  list: query({ input: z.strictObject({ scope }), output: z.array(statement) }),
}

import { z } from 'zod'
import { currency, epochMs, id, isoDate, minor, money, moneyTotals, name, none, transactionType } from './common.ts'
import { command, query } from '../define.ts'
import { disputeStage } from './disputes.contract.ts'

export const categorySource = z.enum(['mcc', 'issuer', 'merchant', 'person', 'none'])

export const category = z.strictObject({
  id,
  name: z.string(),
  /** Built in ones cannot be renamed; `uncategorised` is the one for everything unknown. */
  key: z.string(),
  builtIn: z.boolean(),
})
export type Category = z.infer<typeof category>

/** All conditions hold together. A missing one does not filter. */
export const transactionFilter = z.strictObject({
  cardIds: z.array(id).max(1_000).optional(),
  /** `null` in the list: charges on cards without a holder. */
  cardholderIds: z.array(id.nullable()).max(1_000).optional(),
  categoryIds: z.array(id).max(200).optional(),
  importId: id.optional(),
  statementId: id.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** Bounds of the magnitude, in minor units, sign left aside: "over 100" finds charges and refunds. */
  minMagnitude: z.number().int().nonnegative().optional(),
  maxMagnitude: z.number().int().nonnegative().optional(),
  types: z.array(transactionType).max(7).optional(),
  /** false: posted ones only, as reports count; true: pending ones only. */
  pending: z.boolean().optional(),
  /** Words to find in merchant, descriptor, memo, note, reference, and in the holder's name. All must occur. */
  text: z.string().max(200).optional(),
})
export type TransactionFilter = z.infer<typeof transactionFilter>

export const transactionSort = z.enum(['newest', 'oldest', 'largest', 'smallest'])
export type TransactionSort = z.infer<typeof transactionSort>

export const transactionRow = z.strictObject({
  id,
  postedOn: isoDate,
  amountMinor: minor,
  currency,
  type: transactionType,
  pending: z.boolean(),
  merchant: z.string(),
  memo: z.string().nullable(),
  note: z.string().nullable(),
  cardId: id,
  cardLastDigits: z.string().nullable(),
  cardholderId: id.nullable(),
  cardholderName: z.string().nullable(),
  categoryId: id,
  categoryName: z.string(),
})
export type TransactionRow = z.infer<typeof transactionRow>

export const transactionDetail = z.strictObject({
  ...transactionRow.shape,
  transactedOn: isoDate.nullable(),
  descriptor: z.string(),
  reference: z.string().nullable(),
  mcc: z.string().nullable(),
  mccLabel: z.string().nullable(),
  issuerCategory: z.string().nullable(),
  categorySource,
  original: money.nullable(),
  exchangeRate: z.string().nullable(),
  accountLabel: z.string(),
  /** The newest dispute of it that was not put aside. */
  dispute: z.strictObject({ id, stage: disputeStage }).nullable(),
  /** Every file row that stands behind this charge, newest first: where it came from and what it said. */
  sources: z.array(
    z.strictObject({
      importId: id,
      file: z.string(),
      format: z.string(),
      line: z.number().int(),
      importedAt: epochMs,
      /** The file's own fields in its own words; account numbers are masked. */
      raw: z.array(z.strictObject({ field: z.string(), value: z.string() })),
    }),
  ),
})
export type TransactionDetail = z.infer<typeof transactionDetail>

export const transactionsContract = {
  /** One page. `cursor` is the last page's `nextCursor`; null there means the end. */
  list: query({
    input: z.strictObject({
      filter: transactionFilter,
      sort: transactionSort,
      cursor: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.strictObject({ rows: z.array(transactionRow), nextCursor: z.string().nullable() }),
  }),
  /** Count and sums of everything the filter finds. */
  summary: query({
    input: z.strictObject({ filter: transactionFilter }),
    output: z.strictObject({
      count: z.number().int(),
      /** Charges, fees, interest and cash less refunds, as a positive figure. */
      spend: moneyTotals,
      payments: moneyTotals,
      firstOn: isoDate.nullable(),
      lastOn: isoDate.nullable(),
    }),
  }),
  get: query({ input: z.strictObject({ id }), output: transactionDetail }),
  categories: query({ input: none, output: z.array(category) }),
  createCategory: command({ input: z.strictObject({ name: name.max(60) }), output: category }),
  /**
   * Sets the category of these charges by hand. With `wholeMerchant` every charge of their merchants gets it,
   * those that come later too, except charges that were set by hand one by one.
   */
  setCategory: command({
    input: z.strictObject({ ids: z.array(id).min(1).max(10_000), categoryId: id, wholeMerchant: z.boolean() }),
    output: z.strictObject({ changed: z.number().int() }),
  }),
  /** The person's own note on a charge; null clears it. */
  setNote: command({ input: z.strictObject({ id, note: z.string().trim().min(1).max(2_000).nullable() }), output: transactionDetail }),
}

import { z } from 'zod'
import { currency, epochMs, id, isoDate, isoMonth, minor, moneyTotals, none, scope } from './common.ts'
import { query, task } from '../define.ts'

/** Months, both ends included, and the cards to look at. */
export const reportPeriod = z.strictObject({ from: isoMonth, to: isoMonth, scope }).refine((period) => period.from <= period.to, { message: 'from is after to', path: ['from'] })
export type ReportPeriod = z.infer<typeof reportPeriod>

/** One cell: what one person spent in one category in one month. Spend is positive; refunds lower it. */
export const reportCell = z.strictObject({
  cardholderId: id.nullable(),
  categoryId: id,
  month: isoMonth,
  currency,
  spendMinor: minor,
  count: z.number().int(),
})

export const cardholderReport = z.strictObject({
  months: z.array(isoMonth),
  /** Everyone and everything that occurs in the cells; null id: cards without a holder. Ordered by spend, largest first. */
  people: z.array(z.strictObject({ id: id.nullable(), name: z.string() })),
  categories: z.array(z.strictObject({ id, name: z.string() })),
  currencies: z.array(currency),
  cells: z.array(reportCell),
  /** Spend of the whole period, and of the period of equal length before it. */
  totals: moneyTotals,
  previousTotals: moneyTotals,
})
export type CardholderReport = z.infer<typeof cardholderReport>

const exported = z.strictObject({ file: z.string(), bytes: z.number().int(), rows: z.number().int() })

const disputed = { disputeId: id, merchant: z.string(), amountMinor: minor, currency }

/** One thing that needs a person. */
export const attention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cards-without-holder'), count: z.number().int(), cardIds: z.array(id) }),
  z.strictObject({ kind: z.literal('uncategorised'), count: z.number().int(), categoryId: id }),
  z.strictObject({ kind: z.literal('statement-due'), statementId: id, cardName: z.string(), dueOn: isoDate, minimumMinor: minor.nullable(), balanceMinor: minor, currency }),
  /** A draft whose last day is within two weeks, or has just passed. */
  z.strictObject({ kind: z.literal('dispute-draft'), ...disputed, sendBy: isoDate }),
  /** The merchant contests it and waits for an answer. */
  z.strictObject({ kind: z.literal('dispute-answer'), ...disputed, until: isoDate.nullable() }),
  /** What was sent was not taken. */
  z.strictObject({ kind: z.literal('dispute-refused'), ...disputed }),
])

export const overview = z.strictObject({
  hasTransactions: z.boolean(),
  /** Today as the engine saw it, and the newest month with charges: what "this month" means on the page. */
  today: isoDate,
  month: isoMonth.nullable(),
  monthSpend: moneyTotals,
  previousMonthSpend: moneyTotals,
  /** Last twelve months up to `month`, oldest first, in the business's main currency. */
  mainCurrency: currency.nullable(),
  byMonth: z.array(z.strictObject({ month: isoMonth, spendMinor: minor })),
  byPerson: z.array(z.strictObject({ cardholderId: id.nullable(), name: z.string(), spendMinor: minor })),
  /** Spend added up day by day, for `month` and the one before. */
  cumulative: z.array(z.strictObject({ day: z.number().int(), spendMinor: minor.nullable(), previousMinor: minor.nullable() })),
  lastImport: z.strictObject({ importId: id, at: epochMs, files: z.array(z.string()), added: z.number().int() }).nullable(),
  needs: z.array(attention),
})
export type Overview = z.infer<typeof overview>

export const reportsContract = {
  perCardholder: query({ input: reportPeriod, output: cardholderReport }),
  /** First and last month with charges, for the period choice. */
  range: query({ input: none, output: z.strictObject({ first: isoMonth.nullable(), last: isoMonth.nullable() }) }),
  overview: query({ input: z.strictObject({ scope }), output: overview }),
  /** Writes the report to the file the person chose (`target` is its grant). */
  exportCsv: task({ input: z.strictObject({ period: reportPeriod, target: z.string().max(64) }), output: exported }),
  exportPdf: task({ input: z.strictObject({ period: reportPeriod, target: z.string().max(64) }), output: exported }),
}

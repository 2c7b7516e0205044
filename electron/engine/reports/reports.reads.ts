import type { FeatureReads } from '../rpc/handlers.ts'
import { readCardholderReport } from './cardholder-report.queries.ts'
import { readOverview } from './overview.queries.ts'
import { readRange } from './spend.queries.ts'

export const reportsReads = {
  perCardholder: ({ db }, period) => readCardholderReport(db, period),
  range: ({ db }) => readRange(db),
  overview: ({ db, now }, { scope }) => readOverview(db, scope.cardIds, now),
} satisfies FeatureReads<'reports'>

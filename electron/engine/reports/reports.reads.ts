import { isoDate } from '#shared/domain/time.ts'
import type { FeatureReads } from '../rpc/handlers.ts'
import { readCardholderReport } from './cardholder-report.queries.ts'
import { readOverview } from './overview.queries.ts'
import { readRange } from './spend.queries.ts'

export const reportsReads = {
  perCardholder: ({ db }, period) => readCardholderReport(db, period),
  range: ({ db }) => readRange(db),
  overview: ({ db, now }, { scope }) => readOverview(db, scope.cardIds, dayHere(now)),
} satisfies FeatureReads<'reports'>

/** The calendar day of an instant on this computer. */
function dayHere(now: number): string {
  const here = new Date(now)
  return isoDate(here.getFullYear(), here.getMonth() + 1, here.getDate()) ?? '1970-01-01'
}

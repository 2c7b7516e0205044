import { dayHere } from '../day-here.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import { exportReportCsv, exportReportPdf } from '../exports/report-export.ts'
import { readCardholderReport } from './cardholder-report.queries.ts'
import { readOverview } from './overview.queries.ts'
import { readRange } from './spend.queries.ts'

export const reportsHandlers = {
  perCardholder: ({ db }, period) => readCardholderReport(db, period),
  range: ({ db }) => readRange(db),
  overview: ({ db, now }, { scope }) => readOverview(db, scope.cardIds, dayHere(now)),
  exportCsv: (context, input) => exportReportCsv(context, input),
  exportPdf: (context, input) => exportReportPdf(context, input),
} satisfies FeatureHandlers<'reports'>

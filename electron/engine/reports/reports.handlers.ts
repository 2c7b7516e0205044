import type { FeatureHandlers } from '../rpc/handlers.ts'
import { exportReportCsv, exportReportPdf } from '../exports/report-export.ts'
import { reportsReads } from './reports.reads.ts'

export const reportsHandlers = {
  ...reportsReads,
  exportCsv: (context, input) => exportReportCsv(context, input),
  exportPdf: (context, input) => exportReportPdf(context, input),
} satisfies FeatureHandlers<'reports'>

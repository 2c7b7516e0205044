/** The report per cardholder as a file that the person chose. */
import { AppError } from '#shared/rpc/errors.ts'
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { CardholderReport, ReportPeriod, reportsContract } from '#shared/rpc/contract/reports.contract.ts'
import { listCards } from '../cards/cards.queries.ts'
import type { ReadDb } from '../db/store.ts'
import { readCardholderReport } from '../reports/cardholder-report.queries.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { readSettings } from '../settings/settings.queries.ts'
import { csvText } from './csv.ts'
import { reportRows } from './report-rows.ts'
import { writeWhole } from './write-file.ts'

type Calls = typeof reportsContract
type ExportInput = ParsedInputOf<Calls['exportCsv']>
type Exported = OutputOf<Calls['exportCsv']>

/** Throws `not-found` (target), `export.empty`, `file.not-writable`, `db.disk-full`. */
export function exportReportCsv(context: TaskContext, input: ExportInput): Promise<Exported> {
  return exportReport(context, input, async (report) => csvText(reportRows(report)))
}

/** Throws what exportReportCsv throws. */
export function exportReportPdf(context: TaskContext, input: ExportInput): Promise<Exported> {
  return exportReport(context, input, async (report) => {
    const { businessName } = await readSettings(context.db)
    const head = { businessName, scope: await scopeInWords(context.db, input.period), createdAt: context.now }
    // Loaded when a PDF is wanted: the font and PDF libraries are half of what the engine's start would have to read.
    const { renderReportPdf } = await import('./pdf/report-pdf.ts')
    return renderReportPdf(report, head, { signal: context.signal, progress: context.progress })
  })
}

async function exportReport(context: TaskContext, { period, target }: ExportInput, render: (report: CardholderReport) => Promise<Uint8Array | string>): Promise<Exported> {
  const file = context.files.writable(target)
  const report = await readCardholderReport(context.db, period)
  if (report.cells.length === 0) throw new AppError('export.empty', {})
  const content = await render(report)
  const bytes = await writeWhole(file, content, context.signal)
  const rows = report.cells.length
  await context.write(async ({ audit }) => audit({ from: period.from, to: period.to, cards: period.scope.cardIds?.length ?? null, rows, bytes }))
  return { file: file.name, bytes, rows }
}

/** "All cards", or the cards by name. */
async function scopeInWords(db: ReadDb, { scope }: ReportPeriod): Promise<string> {
  if (scope.cardIds === null) return 'All cards'
  const names = (await listCards(db)).filter((card) => scope.cardIds?.includes(card.id)).map((card) => card.name)
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more cards`
}

/** The report per cardholder as pages that an accountant keeps. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { TaskProgress } from '#shared/rpc/define.ts'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import { sumsBy } from '../report-rows.ts'
import { amount, changeInWords, dayInWords, periodInWords } from './figures.ts'
import { drawMonthTable, type MonthRow, type MonthTable } from './month-table.ts'
import { ACCENT, MARGIN, MUTED, paperOf, Sheet } from './sheet.ts'

export interface ReportHead {
  readonly businessName: string
  /** Which cards, in words. */
  readonly scope: string
  readonly createdAt: number
}

export interface RenderOptions {
  readonly signal: AbortSignal
  readonly progress: (progress: TaskProgress) => void
  readonly compress?: boolean
}

type Cell = CardholderReport['cells'][number]

const TITLE = 'Spend by cardholder'
const METHOD = 'Posted purchases, fees, interest and cash, less refunds. Payments and pending charges are not counted.'

/** Yields between tables, so that the engine answers other calls meanwhile. Rejects when `signal` is aborted. */
export async function renderReportPdf(report: CardholderReport, head: ReportHead, { signal, progress, compress }: RenderOptions): Promise<Uint8Array> {
  const period = periodInWords(report.months.at(0) ?? '', report.months.at(-1) ?? '')
  const title = [head.businessName, TITLE, period].filter((part) => part !== '').join(', ')
  const sheet = new Sheet({
    paper: paperOf(report.currencies[0]),
    title,
    author: head.businessName,
    createdAt: head.createdAt,
    ...(compress === undefined ? {} : { compress }),
  })
  const newPage = () => {
    sheet.addPage()
    return drawRunningHead(sheet, title, report)
  }
  sheet.addPage()
  let y = drawHead(sheet, report, head, period)
  const tables = tablesOf(report)
  for (const [index, { table, bookmark }] of tables.entries()) {
    signal.throwIfAborted()
    progress({ done: index, total: tables.length, label: table.title })
    y = drawMonthTable(sheet, table, y, newPage)
    if (bookmark) sheet.bookmark(table.title)
    await breathe()
  }
  const file = await sheet.finish([head.businessName, TITLE, `Created on ${dayInWords(head.createdAt)} with Cardkeep`].filter((part) => part !== '').join('  ·  '))
  progress({ done: tables.length, total: tables.length, label: TITLE })
  return file
}

function drawHead(sheet: Sheet, report: CardholderReport, { businessName, scope }: ReportHead, period: string): number {
  const right = MARGIN + sheet.width
  const left = { font: 'semibold', size: 20 } as const
  if (businessName !== '') sheet.text(sheet.fit(businessName, sheet.width / 2, { font: 'semibold', size: 9 }), MARGIN, MARGIN, { font: 'semibold', size: 9, color: ACCENT })
  sheet.text(TITLE, MARGIN, MARGIN + 15, left)
  sheet.text(period, MARGIN, MARGIN + 43, { font: 'semibold', size: 10 })
  sheet.text(sheet.fit(scope, sheet.width * 0.6, { size: 8.5 }), MARGIN, MARGIN + 59, { size: 8.5, color: MUTED })

  sheet.textRight('Total spend', right, MARGIN, { size: 9, color: MUTED })
  let y = MARGIN + 15
  for (const [index, total] of report.totals.entries()) {
    const size = index === 0 ? 20 : 11
    sheet.textRight(amount(total.minor, total.currency), right, y, { font: 'semibold', size })
    y += size + 8
    const previous = report.previousTotals.find(({ currency }) => currency === total.currency)
    const change = changeInWords(total.minor, previous?.minor, report.months.length)
    if (change === undefined || previous === undefined) continue
    sheet.textRight(`${change} (${amount(previous.minor, previous.currency)})`, right, y, { size: 8.5, color: MUTED })
    y += 15
  }
  const end = Math.max(y + 4, MARGIN + 78)
  sheet.line(MARGIN, end, sheet.width, ACCENT, 1)
  const currencies = report.currencies.length === 1 ? `All amounts in ${report.currencies[0] ?? ''}. ` : 'Each currency on its own. '
  sheet.text(currencies + METHOD, MARGIN, end + 8, { size: 7.5, color: MUTED })
  return end + 34
}

function drawRunningHead(sheet: Sheet, title: string, report: CardholderReport): number {
  const style = { size: 7.5, color: MUTED }
  sheet.text(sheet.fit(title, sheet.width - 120, style), MARGIN, MARGIN - 8, style)
  if (report.currencies.length === 1) sheet.textRight(`Amounts in ${report.currencies[0] ?? ''}`, MARGIN + sheet.width, MARGIN - 8, style)
  sheet.line(MARGIN, MARGIN + 6, sheet.width)
  return MARGIN + 20
}

interface PlannedTable {
  readonly table: MonthTable
  readonly bookmark: boolean
}

/** Everybody first, then each person by category; one table a currency. */
function tablesOf(report: CardholderReport): readonly PlannedTable[] {
  const everybody = report.currencies.map((currency) => ({
    bookmark: currency === report.currencies[0],
    table: tableOf(report, report.cells, { title: 'All cardholders', labelHead: 'Cardholder', currency, labels: report.people, keyOf: (cell) => cell.cardholderId }),
  }))
  const each = report.people.flatMap(({ id, name }) => {
    const cells = report.cells.filter((cell) => cell.cardholderId === id)
    const currencies = report.currencies.filter((currency) => cells.some((cell) => cell.currency === currency))
    return currencies.map((currency) => ({
      bookmark: currency === currencies[0],
      table: tableOf(report, cells, { title: name, labelHead: 'Category', currency, labels: report.categories, keyOf: (cell) => cell.categoryId }),
    }))
  })
  return [...everybody, ...each]
}

interface TableSpec {
  readonly title: string
  readonly labelHead: string
  readonly currency: string
  readonly labels: readonly { readonly id: number | null; readonly name: string }[]
  readonly keyOf: (cell: Cell) => number | null
}

function tableOf(report: CardholderReport, cells: readonly Cell[], { title, labelHead, currency, labels, keyOf }: TableSpec): MonthTable {
  const own = Map.groupBy(cells.filter((cell) => cell.currency === currency), keyOf)
  const rows = labels
    .filter(({ id }) => own.has(id))
    .map(({ id, name }) => ({ label: name, spend: perMonth(own.get(id) ?? []), total: (own.get(id) ?? []).reduce((sum, cell) => sum + cell.spendMinor, 0) }))
    .toSorted((a, b) => b.total - a.total)
  const count = [...own.values()].flat().reduce((sum, cell) => sum + cell.count, 0)
  const charges = `${new Intl.NumberFormat('en').format(count)} ${count === 1 ? 'charge' : 'charges'}`
  return { title, labelHead, currency, months: report.months, rows, aside: report.currencies.length === 1 ? charges : `${currency}, ${charges}` }
}

function perMonth(cells: readonly Cell[]): MonthRow['spend'] {
  return new Map(sumsBy(cells, (cell) => cell.month).map(({ first, spendMinor }) => [first.month, spendMinor]))
}

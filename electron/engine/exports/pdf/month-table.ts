/** A table of sums per month: labels left, figures right, the whole period in the last column, sums in the last row. */
import { figure, monthGroups, shortMonth } from './figures.ts'
import { INK, MARGIN, MUTED, type Sheet, type TextStyle } from './sheet.ts'

export interface MonthTable {
  readonly title: string
  /** Beside the title, in grey. */
  readonly aside: string
  readonly labelHead: string
  readonly currency: string
  readonly months: readonly string[]
  readonly rows: readonly MonthRow[]
}

export interface MonthRow {
  readonly label: string
  /** Month → minor units; a month without an entry stays empty. */
  readonly spend: ReadonlyMap<string, number>
}

const MOST_MONTHS = 6
const ROW = 16
const HEAD = 20
const TITLE = 24
const GAP = 16
const TOTAL_WIDTH = 92
const MONTH_WIDTH = 78
const NONE = '–'
const FAINT = '#a8a29e'

interface Columns {
  readonly months: readonly string[]
  readonly withTotal: boolean
  readonly labelWidth: number
}

/** Draws the table from `y` on, over as many pages as it takes. `newPage` starts one and says where its content begins. Returns where it ended. */
export function drawMonthTable(sheet: Sheet, table: MonthTable, y: number, newPage: () => number): number {
  const groups = monthGroups(table.months, MOST_MONTHS)
  const widest = Math.max(...groups.map((group) => group.length))
  const labelWidth = sheet.width - widest * MONTH_WIDTH - TOTAL_WIDTH
  let top = y
  for (const [index, months] of groups.entries()) {
    const columns = { months, withTotal: index === groups.length - 1, labelWidth }
    const title = index === 0 ? table.title : `${table.title}, continued`
    if (top + blockHeight(Math.min(table.rows.length, 4), true) > sheet.bottom || (index === 0 && fitsOnlyOnNewPage(sheet, table, groups.length, top))) top = newPage()
    top = drawBlock(sheet, { table, columns, title, withTitle: index === 0 }, top, newPage)
  }
  return top + GAP
}

// A table that would be cut here but is whole on the next page goes there, unless that would leave most of this one empty.
function fitsOnlyOnNewPage(sheet: Sheet, table: MonthTable, groups: number, top: number): boolean {
  const height = TITLE + groups * blockHeight(table.rows.length, false)
  const page = sheet.bottom - MARGIN - HEAD
  return top + height > sheet.bottom && height <= page && sheet.bottom - top < page / 2
}

function blockHeight(rows: number, withTitle: boolean): number {
  return (withTitle ? TITLE : 0) + HEAD + (rows + 1) * ROW
}

interface Block {
  readonly table: MonthTable
  readonly columns: Columns
  readonly title: string
  readonly withTitle: boolean
}

function drawBlock(sheet: Sheet, { table, columns, title, withTitle }: Block, y: number, newPage: () => number): number {
  let top = withTitle ? drawTitle(sheet, title, table.aside, y) : y + 6
  top = drawHead(sheet, table, columns, top)
  for (const [index, row] of table.rows.entries()) {
    // The last row stays with the sums under it.
    const needed = index === table.rows.length - 1 ? 2 * ROW : ROW
    if (top + needed > sheet.bottom) {
      const next = newPage()
      top = drawHead(sheet, table, columns, drawTitle(sheet, withTitle ? `${title}, continued` : title, table.aside, next))
    }
    drawRow(sheet, table, columns, row, top)
    top += ROW
    if (index < table.rows.length - 1) sheet.line(MARGIN, top, tableWidth(columns))
  }
  return drawSums(sheet, table, columns, top)
}

function drawTitle(sheet: Sheet, title: string, aside: string, y: number): number {
  const style = { font: 'semibold', size: 11 } as const
  const asideStyle = { size: 8.5, color: MUTED }
  const asideWidth = sheet.measure(aside, asideStyle)
  const width = sheet.text(sheet.fit(title, sheet.width - asideWidth - 20, style), MARGIN, y, style)
  sheet.text(aside, MARGIN + width + 10, y + 2.5, asideStyle)
  return y + TITLE - 4
}

function drawHead(sheet: Sheet, table: MonthTable, columns: Columns, y: number): number {
  const style = { size: 7.5, color: MUTED }
  sheet.text(table.labelHead, MARGIN, y + 4, style)
  for (const [index, month] of columns.months.entries()) sheet.textRight(shortMonth(month), rightOf(columns, index), y + 4, style)
  if (columns.withTotal) sheet.textRight('Total', totalRight(columns), y + 4, { ...style, font: 'semibold', color: INK })
  sheet.line(MARGIN, y + HEAD - 2, tableWidth(columns), MUTED, 0.75)
  return y + HEAD - 2
}

function drawRow(sheet: Sheet, table: MonthTable, columns: Columns, row: MonthRow, y: number): void {
  sheet.text(sheet.fit(row.label, columns.labelWidth - 8), MARGIN, y + 3.5)
  for (const [index, month] of columns.months.entries()) drawFigure(sheet, cell(row.spend.get(month), table), rightOf(columns, index), y)
  if (columns.withTotal) drawFigure(sheet, cell(sumOf(row.spend.values()), table), totalRight(columns), y, { font: 'semibold' })
}

function drawSums(sheet: Sheet, table: MonthTable, columns: Columns, y: number): number {
  sheet.line(MARGIN, y, tableWidth(columns), MUTED, 0.75)
  const bold = { font: 'semibold' } as const
  sheet.text('Total', MARGIN, y + 3.5, bold)
  for (const [index, month] of columns.months.entries()) {
    drawFigure(sheet, cell(sumOf(table.rows.map((row) => row.spend.get(month) ?? 0)), table), rightOf(columns, index), y, bold)
  }
  if (columns.withTotal) drawFigure(sheet, cell(sumOf(table.rows.flatMap((row) => [...row.spend.values()])), table), totalRight(columns), y, bold)
  return y + ROW
}

function cell(minor: number | undefined, { currency }: MonthTable): string {
  return minor === undefined ? NONE : figure(minor, currency)
}

function drawFigure(sheet: Sheet, text: string, right: number, y: number, style: TextStyle = {}): void {
  sheet.textRight(text, right, y + 3.5, text === NONE ? { ...style, color: FAINT } : style)
}

function rightOf({ labelWidth }: Columns, index: number): number {
  return MARGIN + labelWidth + (index + 1) * MONTH_WIDTH
}

function totalRight(columns: Columns): number {
  return rightOf(columns, columns.months.length - 1) + TOTAL_WIDTH
}

function tableWidth(columns: Columns): number {
  return (columns.withTotal ? totalRight(columns) : rightOf(columns, columns.months.length - 1)) - MARGIN
}

function sumOf(values: Iterable<number>): number {
  return [...values].reduce((sum, value) => sum + value, 0)
}

/** A table of sums per month: labels left, figures right, the whole period in the last column, sums in the last row. */
import { figure, monthGroups, shortMonth } from './figures.ts'
import { INK, MARGIN, MUTED, type FontName, type Sheet, type TextStyle } from './sheet.ts'

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
const GAP = 14
const AFTER = 24
const MOST_ROWS_TOGETHER = 4
// Few months get wider columns, but never so wide that the eye loses the row.
const LABEL_WIDTH = 176
const WIDEST_MONTH = 132
const TOTAL_EXTRA = 14
const NONE = '–'
const SIZE = 8.5
const FAINT = '#a8a29e'

interface Columns {
  readonly months: readonly string[]
  readonly withTotal: boolean
  readonly monthWidth: number
}

/** Draws the table from `y` on, over as many pages as it takes. `newPage` starts one and says where its content begins. Returns where it ended. */
export function drawMonthTable(sheet: Sheet, table: MonthTable, y: number, newPage: () => number): number {
  const groups = monthGroups(table.months, MOST_MONTHS)
  const widest = Math.max(...groups.map((group) => group.length))
  const monthWidth = Math.min(WIDEST_MONTH, (sheet.width - LABEL_WIDTH - TOTAL_EXTRA) / (widest + 1))
  let top = y
  for (const [index, months] of groups.entries()) {
    const moved = belongsOnNewPage(sheet, blockHeight(table.rows.length), top)
    if (moved) top = newPage()
    else if (index > 0) top += GAP
    const title = index === 0 ? table.title : `${table.title}, continued`
    top = drawBlock(sheet, { table, columns: { months, withTotal: index === groups.length - 1 && table.months.length > 1, monthWidth }, title, withTitle: index === 0 || moved }, top, newPage)
  }
  return top + AFTER
}

// A block that would be cut here but is whole on the next page goes there, unless that would leave much of this one empty.
function belongsOnNewPage(sheet: Sheet, height: number, top: number): boolean {
  const left = sheet.bottom - top
  const page = sheet.bottom - MARGIN - HEAD
  if (height <= left) return false
  return left < blockHeight(MOST_ROWS_TOGETHER) || (height <= page && left < page * 0.4)
}

function blockHeight(rows: number): number {
  return TITLE + HEAD + (rows + 1) * ROW
}

interface Block {
  readonly table: MonthTable
  readonly columns: Columns
  readonly title: string
  readonly withTitle: boolean
}

function drawBlock(sheet: Sheet, { table, columns, title, withTitle }: Block, y: number, newPage: () => number): number {
  let top = withTitle ? drawTitle(sheet, title, table.aside, y) : y
  top = drawHead(sheet, table, columns, top)
  for (const [index, row] of table.rows.entries()) {
    // The last row stays with the sums under it.
    const needed = index === table.rows.length - 1 ? 2 * ROW : ROW
    if (top + needed > sheet.bottom) {
      const next = newPage()
      top = drawHead(sheet, table, columns, drawTitle(sheet, `${table.title}, continued`, table.aside, next))
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
  sheet.text(sheet.fit(row.label, LABEL_WIDTH - 8), MARGIN, y + 3.5)
  drawFigures(sheet, table.currency, columns, { y, of: (month) => row.spend.get(month), total: sumOf(row.spend.values()), font: 'regular' })
}

function drawSums(sheet: Sheet, table: MonthTable, columns: Columns, y: number): number {
  sheet.line(MARGIN, y, tableWidth(columns), MUTED, 0.75)
  sheet.text('Total', MARGIN, y + 3.5, { font: 'semibold' })
  const of = (month: string) => {
    const figures = table.rows.map((row) => row.spend.get(month)).filter((minor) => minor !== undefined)
    return figures.length === 0 ? undefined : sumOf(figures)
  }
  drawFigures(sheet, table.currency, columns, { y, of, total: sumOf(table.rows.flatMap((row) => [...row.spend.values()])), font: 'semibold' })
  return y + ROW
}

interface Figures {
  readonly y: number
  readonly of: (month: string) => number | undefined
  readonly total: number
  readonly font: FontName
}

function drawFigures(sheet: Sheet, currency: string, columns: Columns, { y, of, total, font }: Figures): void {
  const draw = (minor: number | undefined, right: number, style: TextStyle) => {
    const text = minor === undefined ? NONE : figure(minor, currency)
    const tabular = { ...style, tabular: true, ...(minor === undefined ? { color: FAINT } : {}) }
    // An amount that no column foresees gets smaller letters: a figure is never cut.
    const shrink = Math.min(1, (columns.monthWidth - 6) / sheet.measure(text, tabular))
    sheet.textRight(text, right, y + 3.5, { ...tabular, size: SIZE * shrink })
  }
  for (const [index, month] of columns.months.entries()) draw(of(month), rightOf(columns, index), { font })
  if (columns.withTotal) draw(total, totalRight(columns), { font: 'semibold' })
}

function rightOf({ monthWidth }: Columns, index: number): number {
  return MARGIN + LABEL_WIDTH + (index + 1) * monthWidth
}

function totalRight(columns: Columns): number {
  return rightOf(columns, columns.months.length) + TOTAL_EXTRA
}

function tableWidth(columns: Columns): number {
  return (columns.withTotal ? totalRight(columns) : rightOf(columns, columns.months.length - 1)) - MARGIN
}

function sumOf(values: Iterable<number>): number {
  return [...values].reduce((sum, value) => sum + value, 0)
}

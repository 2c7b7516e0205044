/**
 * The report's cells as a table: rows of people with their categories beneath (or the other way round),
 * a column a month, sums at both edges. Only ever one currency.
 */
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import type { GroupBy } from './address.ts'

/** Key of a line: a cardholder's or category's id; null: cards without a holder. */
export type LineId = number | null

export interface PivotLine {
  readonly id: LineId
  readonly name: string
  /** Spend per month, in the order of `months`; undefined where nothing happened, which is not a zero. */
  readonly byMonth: readonly (number | undefined)[]
  readonly total: number
  readonly count: number
}

export interface PivotRow extends PivotLine {
  /** What it is made of, largest first. */
  readonly parts: readonly PivotLine[]
}

export interface Pivot {
  readonly months: readonly string[]
  readonly currency: string
  /** Largest spend first. */
  readonly rows: readonly PivotRow[]
  readonly totals: PivotLine
}

type Cell = CardholderReport['cells'][number]

export function pivotReport(report: CardholderReport, by: GroupBy, currency: string): Pivot {
  const { months } = report
  const cells = report.cells.filter((cell) => cell.currency === currency)
  const people = new Map<LineId, string>(report.people.map((person) => [person.id, person.name]))
  const categories = new Map<LineId, string>(report.categories.map((category) => [category.id, category.name]))
  const [outer, inner] = by === 'person' ? [people, categories] : [categories, people]
  const outerId = (cell: Cell): LineId => (by === 'person' ? cell.cardholderId : cell.categoryId)
  const innerId = (cell: Cell): LineId => (by === 'person' ? cell.categoryId : cell.cardholderId)
  const rows = linesOf(cells, outerId, outer, months).map(({ line, cells: own }) => ({
    ...line,
    parts: linesOf(own, innerId, inner, months).map((part) => part.line),
  }))
  return { months, currency, rows, totals: lineOf(null, 'Total', cells, months) }
}

function linesOf(cells: readonly Cell[], key: (cell: Cell) => LineId, names: ReadonlyMap<LineId, string>, months: readonly string[]) {
  const groups = Map.groupBy(cells, key)
  return [...groups]
    .map(([id, own]) => ({ line: lineOf(id, names.get(id) ?? 'Unknown', own, months), cells: own }))
    .toSorted((a, b) => b.line.total - a.line.total || a.line.name.localeCompare(b.line.name))
}

function lineOf(id: LineId, name: string, cells: readonly Cell[], months: readonly string[]): PivotLine {
  const place = new Map(months.map((month, index) => [month, index]))
  const byMonth: (number | undefined)[] = months.map(() => undefined)
  let total = 0
  let count = 0
  for (const cell of cells) {
    const index = place.get(cell.month)
    if (index === undefined) continue
    byMonth[index] = (byMonth[index] ?? 0) + cell.spendMinor
    total += cell.spendMinor
    count += cell.count
  }
  return { id, name, byMonth, total, count }
}

/** Currencies in the order of their spend in charges: the one with the most cells first. */
export function currenciesOf(report: CardholderReport): readonly string[] {
  const counts = new Map<string, number>()
  for (const cell of report.cells) counts.set(cell.currency, (counts.get(cell.currency) ?? 0) + cell.count)
  return report.currencies.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
}

/** The report as one flat table: every cell, then the sums of the same cells, told apart by the first column. */
import { decimalText, safeMinor } from '#shared/domain/money.ts'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'

type Cell = CardholderReport['cells'][number]

const HEADER = ['Section', 'Cardholder', 'Category', 'Month', 'Currency', 'Spend', 'Transactions'] as const

export const SECTIONS = { cell: 'Spend', person: 'Total per cardholder', category: 'Total per category', month: 'Total per month', all: 'Total' } as const

/** Header first. Amounts are plain decimals with their currency in its own column; what is summed is in the report's own order. */
export function reportRows(report: CardholderReport): readonly (readonly string[])[] {
  const people = new Map(report.people.map(({ id, name }) => [id, name]))
  const categories = new Map(report.categories.map(({ id, name }) => [id, name]))
  const ordered = inReportOrder(report)
  const total = (section: string, label: (cell: Cell) => readonly [person: string, category: string, month: string]) =>
    sumsBy(ordered, (cell) => label(cell).join('\0')).map(({ first, spendMinor, count }) => [section, ...label(first), first.currency, decimalText(spendMinor, first.currency), String(count)])
  const person = (cell: Cell) => people.get(cell.cardholderId) ?? ''
  const category = (cell: Cell) => categories.get(cell.categoryId) ?? ''
  return [
    HEADER,
    ...ordered.map((cell) => [SECTIONS.cell, person(cell), category(cell), cell.month, cell.currency, decimalText(cell.spendMinor, cell.currency), String(cell.count)]),
    ...total(SECTIONS.person, (cell) => [person(cell), '', '']),
    ...total(SECTIONS.category, (cell) => ['', category(cell), '']),
    ...total(SECTIONS.month, (cell) => ['', '', cell.month]).toSorted((a, b) => (a[3] ?? '').localeCompare(b[3] ?? '')),
    ...total(SECTIONS.all, () => ['', '', '']),
  ]
}

function inReportOrder({ people, categories, currencies, cells }: CardholderReport): readonly Cell[] {
  const personPlace = new Map(people.map(({ id }, index) => [id, index]))
  const categoryPlace = new Map(categories.map(({ id }, index) => [id, index]))
  const place = (cell: Cell) => [personPlace.get(cell.cardholderId) ?? 0, categoryPlace.get(cell.categoryId) ?? 0, currencies.indexOf(cell.currency)] as const
  return cells.toSorted((a, b) => {
    const [left, right] = [place(a), place(b)]
    return left[0] - right[0] || left[1] - right[1] || a.month.localeCompare(b.month) || left[2] - right[2]
  })
}

interface Sum {
  readonly first: Cell
  spendMinor: number
  count: number
}

/** One sum per key and currency, in order of first appearance. */
export function sumsBy(cells: readonly Cell[], keyOf: (cell: Cell) => string): readonly Readonly<Sum>[] {
  const sums = new Map<string, Sum>()
  for (const cell of cells) {
    const key = `${keyOf(cell)}\0${cell.currency}`
    const sum = sums.get(key)
    if (!sum) sums.set(key, { first: cell, spendMinor: cell.spendMinor, count: cell.count })
    else {
      sum.spendMinor = safeMinor(sum.spendMinor + cell.spendMinor)
      sum.count += cell.count
    }
  }
  return [...sums.values()]
}

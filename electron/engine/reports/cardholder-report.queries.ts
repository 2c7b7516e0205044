/** The report per cardholder: person × category × month. */
import { addMonths, monthRange, type IsoMonth } from '#shared/domain/time.ts'
import type { CardholderReport, ReportPeriod } from '#shared/rpc/contract/reports.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { readCells, readTotals, type CurrencySpend, type SpendCell } from './spend.queries.ts'

export const NO_HOLDER = 'No cardholder'

/** Everything is ordered by spend, largest first, in the currency with most charges, then in the next. */
export async function readCardholderReport(db: ReadDb, { from, to, scope }: ReportPeriod): Promise<CardholderReport> {
  const months = monthRange(from as IsoMonth, to as IsoMonth)
  const before = { from: addMonths(from as IsoMonth, -months.length), to: addMonths(from as IsoMonth, -1) }
  const cells = await readCells(db, { from, to }, scope.cardIds)
  const totals = await readTotals(db, { from, to }, scope.cardIds)
  const previous = await readTotals(db, before, scope.cardIds)
  const currencies = totals.map(({ currency }) => currency).filter((currency) => cells.some((cell) => cell.currency === currency))
  const holderNames = new Map((await db.selectFrom('cardholders').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  const categoryNames = new Map((await db.selectFrom('categories').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  return {
    months: [...months],
    people: orderBySpend(cells, currencies, (cell) => cell.cardholderId).map((id) => ({ id, name: id === null ? NO_HOLDER : (holderNames.get(id) ?? NO_HOLDER) })),
    categories: orderBySpend(cells, currencies, (cell) => cell.categoryId).map((id) => ({ id, name: categoryNames.get(id) ?? '' })),
    currencies,
    cells: [...cells],
    totals: spentIn(totals),
    previousTotals: spentIn(previous),
  }
}

function spentIn(totals: readonly CurrencySpend[]) {
  return totals.filter(({ spendMinor }) => spendMinor !== 0).map(({ spendMinor, currency }) => ({ minor: spendMinor, currency }))
}

function orderBySpend<K>(cells: readonly SpendCell[], currencies: readonly string[], keyOf: (cell: SpendCell) => K): K[] {
  const place = new Map(currencies.map((currency, index) => [currency, index]))
  const sums = new Map<K, number[]>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const index = place.get(cell.currency) ?? 0
    const sum = sums.get(key) ?? currencies.map(() => 0)
    sum[index] = (sum[index] ?? 0) + cell.spendMinor
    sums.set(key, sum)
  }
  return [...sums.keys()].toSorted((a, b) => compareSums(sums.get(b) ?? [], sums.get(a) ?? []))
}

function compareSums(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((sum, at) => sum !== b[at])
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

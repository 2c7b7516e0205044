/** The report per cardholder: person × category × month. */
import { safeMinor } from '#shared/domain/money.ts'
import { addMonths, monthRange, type IsoMonth } from '#shared/domain/time.ts'
import type { CardholderReport, ReportPeriod } from '#shared/rpc/contract/reports.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { readCells, readTotalsIn, type CurrencySpend, type SpendCell } from './spend.queries.ts'

export const NO_HOLDER = 'No cardholder'

/** Everything is ordered by spend, largest first, in the currency with most charges, then in the next. */
export async function readCardholderReport(db: ReadDb, { from, to, scope }: ReportPeriod): Promise<CardholderReport> {
  const months = monthRange(from as IsoMonth, to as IsoMonth)
  const before = { from: addMonths(from as IsoMonth, -months.length), to: addMonths(from as IsoMonth, -1) }
  const cells = [...(await readCells(db, { from, to }, scope.cardIds))]
  const totals = currencyTotals(cells)
  const currencies = totals.map(({ currency }) => currency)
  const [main = 'USD'] = currencies
  const previous = await readTotalsIn(db, main, before, scope.cardIds)
  const holderNames = new Map((await db.selectFrom('cardholders').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  const categoryNames = new Map((await db.selectFrom('categories').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  return {
    months: [...months],
    people: orderBySpend(cells, currencies, (cell) => cell.cardholderId).map((id) => ({ id, name: id === null ? NO_HOLDER : (holderNames.get(id) ?? NO_HOLDER) })),
    categories: orderBySpend(cells, currencies, (cell) => cell.categoryId).map((id) => ({ id, name: categoryNames.get(id) ?? '' })),
    currencies,
    cells,
    totals: spentIn(totals),
    previousTotals: spentIn(previous),
  }
}

/** The currency with most charges first. */
function currencyTotals(cells: readonly SpendCell[]): readonly CurrencySpend[] {
  const totals = new Map<string, { currency: string; spendMinor: number; count: number }>()
  for (const { currency, spendMinor, count } of cells) {
    const total = totals.get(currency)
    if (total === undefined) totals.set(currency, { currency, spendMinor, count })
    else {
      total.spendMinor = safeMinor(total.spendMinor + spendMinor)
      total.count += count
    }
  }
  return [...totals.values()].toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
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
    let sum = sums.get(key)
    if (sum === undefined) sums.set(key, (sum = currencies.map(() => 0)))
    sum[index] = (sum[index] ?? 0) + cell.spendMinor
  }
  return [...sums.keys()].toSorted((a, b) => compareSums(sums.get(b) ?? [], sums.get(a) ?? []))
}

function compareSums(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((sum, at) => sum !== b[at])
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

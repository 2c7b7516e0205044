/** The list as it is drawn: a header for each day, then its charges. */
import type { Money } from '#shared/domain/money.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { spendTotals } from './spend.ts'

export type ListItem =
  | { readonly kind: 'day'; readonly key: string; readonly date: string; readonly count: number; readonly totals: readonly Money[] | null }
  | { readonly kind: 'row'; readonly key: string; readonly row: TransactionRow; readonly index: number }

/**
 * Items in the order of the rows. `complete`: no further page follows; until then the last day may go on
 * on the next page, so it has no total yet (null) rather than a wrong one.
 */
export function groupByDay(rows: readonly TransactionRow[], complete: boolean): readonly ListItem[] {
  const items: ListItem[] = []
  for (let start = 0; start < rows.length; ) {
    const date = rows[start]?.postedOn ?? ''
    let end = start
    while (end < rows.length && rows[end]?.postedOn === date) end += 1
    const ofDay = rows.slice(start, end)
    const isWhole = complete || end < rows.length
    items.push({ kind: 'day', key: `day ${date}`, date, count: ofDay.length, totals: isWhole ? spendTotals(ofDay) : null })
    for (const [offset, row] of ofDay.entries()) items.push({ kind: 'row', key: `row ${row.id}`, row, index: start + offset })
    start = end
  }
  return items
}

/** Without days: where the list is sorted by amount, a day means nothing. */
export function plainItems(rows: readonly TransactionRow[]): readonly ListItem[] {
  return rows.map((row, index) => ({ kind: 'row', key: `row ${row.id}`, row, index }))
}

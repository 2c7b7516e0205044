/** What the heading of each day says. */
import type { Money } from '#shared/domain/money.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { spendTotals } from './spend.ts'

export interface DayGroup {
  readonly count: number
  /** Spend of the day; null while the day may go on on the next page: no total is better than a wrong one. */
  readonly totals: readonly Money[] | null
}

/** By date. `complete`: no further page follows. Rows of one day stand together. */
export function dayGroups(rows: readonly TransactionRow[], complete: boolean): ReadonlyMap<string, DayGroup> {
  const lastDay = rows.at(-1)?.postedOn
  const groups = new Map<string, DayGroup>()
  for (const [date, ofDay] of Map.groupBy(rows, (row) => row.postedOn)) {
    groups.set(date, { count: ofDay.length, totals: complete || date !== lastDay ? spendTotals(ofDay) : null })
  }
  return groups
}

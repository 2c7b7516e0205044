/** From a figure of the report to exactly the charges it is the sum of. */
import { firstDayOf, lastDayOf, type IsoMonth } from '#shared/domain/time.ts'
import type { TransactionType } from '#shared/rpc/contract/common.ts'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import type { GroupBy } from './address.ts'
import type { MonthRange } from './period.ts'
import type { LineId } from './pivot.ts'

/** Everything that counts as spend; payments do not. */
const SPEND_TYPES: readonly TransactionType[] = ['charge', 'refund', 'fee', 'interest', 'cash', 'other']

export interface Figure {
  readonly months: MonthRange
  readonly by: GroupBy
  /** The row and, beneath it, the part; left out on the edges. */
  readonly row?: LineId
  readonly part?: LineId
  /** One cardholder's report. */
  readonly personId: number | null
}

/** Posted charges only, as the report counts. */
export function filterOf({ months, by, row, part, personId }: Figure): TransactionFilter {
  const person = by === 'person' ? row : part
  const category = by === 'person' ? part : row
  const who = person === undefined ? personId ?? undefined : person
  return {
    from: firstDayOf(months.from),
    to: lastDayOf(months.to),
    pending: false,
    types: [...SPEND_TYPES],
    ...(who === undefined ? {} : { cardholderIds: [who] }),
    ...(typeof category === 'number' ? { categoryIds: [category] } : {}),
  }
}

export function oneMonth(month: string): MonthRange {
  return { from: month as IsoMonth, to: month as IsoMonth }
}

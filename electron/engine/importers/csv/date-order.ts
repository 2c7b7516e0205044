/** Day or month first, for layouts that do not say: the rows decide where one of them can, and it is an assumption where none can. */
import { parseCsvDate } from '../dates.ts'
import type { DateOrder } from '../dates.ts'
import type { Assumption } from '../parsed-statement.ts'
import type { LayoutMatch } from './match.ts'
import type { CsvRecord } from './reader.ts'
import { cellOf } from './transaction.ts'

export interface DateOrderDecision {
  readonly orders: readonly DateOrder[]
  readonly assumption: Assumption | null
}

export function decideDateOrder(match: LayoutMatch, records: readonly CsvRecord[]): DateOrderDecision {
  const { layout } = match
  if (layout.guess !== true || layout.headerless) return { orders: layout.dates, assumption: null }
  const dates = records.map((record) => cellOf(record, match, 'posted')).filter((text) => text !== '' && parseCsvDate(text, ['ymd']) === undefined)
  const monthFirst = dates.filter((text) => parseCsvDate(text, ['mdy']) !== undefined).length
  const dayFirst = dates.filter((text) => parseCsvDate(text, ['dmy']) !== undefined).length
  if (dayFirst > monthFirst) return { orders: ['ymd', 'dmy'], assumption: null }
  const ambiguous = dates.length > 0 && dayFirst === monthFirst
  return { orders: layout.dates, assumption: ambiguous ? { code: 'date-order', message: 'Dates are read as month/day/year; no date of the file shows which comes first.' } : null }
}

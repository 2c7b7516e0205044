/** What the chart of the month says in words. */
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'

export interface Pace {
  /** Last day that this month's line reaches. */
  readonly day: number
  readonly spend: number
  /** What had been spent by the same day of the month before; null when it had no charges. */
  readonly previousByThen: number | null
}

export function paceOf(cumulative: Overview['cumulative']): Pace | null {
  const last = cumulative.findLast((point) => point.spendMinor !== null)
  if (!last || last.spendMinor === null) return null
  const before = cumulative.findLast((point) => point.day <= last.day && point.previousMinor !== null)
  return { day: last.day, spend: last.spendMinor, previousByThen: before?.previousMinor ?? null }
}

/** "$310 less than by the same day last month." */
export function paceSentence(pace: Pace, previousMonth: string, money: (minor: number) => string): string {
  const before = pace.previousByThen
  if (before === null) return `No charges in ${previousMonth} to compare with.`
  const difference = pace.spend - before
  if (difference === 0) return `The same as by day ${pace.day} of ${previousMonth}.`
  return `${money(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than by day ${pace.day} of ${previousMonth}.`
}

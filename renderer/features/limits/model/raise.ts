/** A raise for a while: until when, and what is wrong with what was typed. */
import { lastDayOf, monthOf, parseIsoDate, addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { momentOf } from '#renderer/lib/moments.ts'

export type UntilKind = 'today' | 'reset' | 'month' | 'other'

export interface UntilChoice {
  readonly kind: UntilKind
  readonly label: string
  /** null: to be chosen. */
  readonly at: number | null
}

/** Local midnight at the end of a day, on the person's clock. */
export function endOfDay(day: IsoDate): number {
  return midnight(addDays(day, 1))
}

function midnight(day: IsoDate): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

const RESET_LABELS: Readonly<Partial<Record<Limit['interval'], string>>> = { 'billing-cycle': 'The end of the billing cycle', week: 'The end of the week', month: 'The end of the month', quarter: 'The end of the quarter', year: 'The end of the year' }

/** The end of today, the end of what it counts in (or of the month), or any moment. */
export function untilChoices(limit: Pick<Limit, 'resetsAt' | 'interval' | 'window'>, now: number): readonly UntilChoice[] {
  const today = momentOf(now).day as IsoDate
  const interval = limit.window === 'billing-cycle' ? 'billing-cycle' : limit.interval
  const label = RESET_LABELS[interval]
  const byReset = limit.resetsAt !== null && limit.resetsAt > now && label !== undefined
  return [
    { kind: 'today', label: 'The end of today', at: endOfDay(today) },
    byReset ? { kind: 'reset', label, at: limit.resetsAt } : { kind: 'month', label: 'The end of the month', at: endOfDay(lastDayOf(monthOf(today))) },
    { kind: 'other', label: 'Another day and time', at: null },
  ]
}

/** The moment of a day and a time ("14:30") on the person's clock; null where either is not one. */
export function momentAt(day: string | null, time: string): number | null {
  const date = day === null ? undefined : parseIsoDate(day)
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (date === undefined || clock === null) return null
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, dayOfMonth, Number(clock[1]), Number(clock[2])).getTime()
}

/** An issuer's rule: raises are for a while. */
const LONGEST_MS = 366 * 86_400_000

export function untilProblem(at: number | null, now: number): string | null {
  if (at === null) return 'Choose a day and a time.'
  if (at <= now) return 'This is over already.'
  return at > now + LONGEST_MS ? 'A year at the longest. Change the limit itself instead.' : null
}

/** A raise allows more than the limit; of one that runs already, it may be any other amount above the limit. */
export function raiseProblem(minor: number | null, limit: Pick<Limit, 'amount'>, money: (minor: number) => string): string | null {
  if (minor === null) return null
  return minor <= limit.amount.minor ? `More than the limit of ${money(limit.amount.minor)}.` : null
}

/** What to offer first: half as much again, in round figures of its size. */
export function suggestedRaise(minor: number): number {
  const wanted = Math.floor((minor * 3) / 2)
  const step = 10 ** Math.max(0, String(wanted).length - 2)
  return Math.max(minor + 1, Math.ceil(wanted / step) * step)
}

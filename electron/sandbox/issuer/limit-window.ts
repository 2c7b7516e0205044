/** From when to when a limit counts (DOMAIN.md 5.4). The issuer's own rule, apart from the app's, so that the two can be held against each other. */
import { addDays, addMonths, firstDayOf, monthOf, type IsoDate, type IsoMonth } from '#shared/domain/time.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Zone } from '../time/zone.ts'
import { cycleOf } from './cycles.ts'

const DAY = 86_400_000
const ROLLING_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365, 'billing-cycle': 30 }

/** Both ends included; `resetsAt` null where the window moves with time or never ends. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly resetsAt: number | null
}

export interface WindowContext {
  readonly zone: Zone
  /** The zone in which the issuer books. */
  readonly companyZone: Zone
  readonly closeDay: number
}

type Counted = Pick<Limit, 'interval' | 'window' | 'weekStartsOn'>

/** The window around an instant; undefined for a limit on each charge alone. */
export function windowAt(limit: Counted, at: number, { zone, companyZone, closeDay }: WindowContext): Window | undefined {
  if (limit.interval === 'per-charge') return undefined
  if (limit.interval === 'total') return { from: 0, to: at, resetsAt: null }
  if (limit.window === 'rolling') return { from: at - (ROLLING_DAYS[limit.interval] ?? 30) * DAY + 1, to: at, resetsAt: null }
  if (limit.window === 'billing-cycle' || limit.interval === 'billing-cycle') {
    const { openedOn, closedOn } = cycleOf(companyZone.dayOf(at), closeDay)
    return between(companyZone, openedOn, addDays(closedOn, 1))
  }
  const first = firstDay(limit, zone.dayOf(at))
  return between(zone, first, nextDay(limit.interval, first))
}

function between(zone: Zone, first: IsoDate, next: IsoDate): Window {
  const end = zone.startOf(next)
  return { from: zone.startOf(first), to: end - 1, resetsAt: end }
}

function firstDay({ interval, weekStartsOn }: Counted, day: IsoDate): IsoDate {
  if (interval === 'day') return day
  if (interval === 'week') return addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7))
  if (interval === 'quarter') return firstDayOf(quarterOf(monthOf(day)))
  if (interval === 'year') return `${day.slice(0, 4)}-01-01` as IsoDate
  return firstDayOf(monthOf(day))
}

function nextDay(interval: string, first: IsoDate): IsoDate {
  if (interval === 'day') return addDays(first, 1)
  if (interval === 'week') return addDays(first, 7)
  return firstDayOf(addMonths(monthOf(first), interval === 'quarter' ? 3 : interval === 'year' ? 12 : 1))
}

function quarterOf(month: IsoMonth): IsoMonth {
  return addMonths(month, -((Number(month.slice(5)) - 1) % 3))
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: IsoDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** From when to when a limit counts (DOMAIN.md 5.4): by the calendar of a zone, by billing cycle, or the days before the charge. */
import type { WindowTerms } from './terms.ts'
import { DAY_MS, type TimeZone, type TimeZones } from './time-zone.ts'

/** `from` included, `until` not. `resetsAt` null where the window moves with time or never ends. */
export interface Window {
  readonly from: number
  readonly until: number
  readonly resetsAt: number | null
}

/** Where an account's cycles end: on a day of the month, its last one where a month is shorter, by the clocks of the company. */
export interface BillingCycle {
  readonly closeDay: number
  readonly timeZone: string
}

const ROLLING_DAYS = { day: 1, week: 7, month: 30, quarter: 91, year: 365, 'billing-cycle': 30 } as const

/** The window around an instant; undefined for a limit on each charge alone. */
export function windowAt(terms: WindowTerms, at: number, cycle: BillingCycle, zones: TimeZones): Window | undefined {
  const { interval, window } = terms
  if (interval === 'per-charge') return undefined
  if (interval === 'total') return { from: 0, until: at + 1, resetsAt: null }
  if (window === 'rolling') return { from: at - rollingMs(terms) + 1, until: at + 1, resetsAt: null }
  if (isByCycle(terms)) {
    const zone = zones.get(cycle.timeZone)
    return between(zone, cycleAround(zone.dayOf(at), cycle.closeDay))
  }
  const zone = zones.get(terms.timeZone)
  return between(zone, calendarAround(interval, zone.dayOf(at), terms.weekStartsOn))
}

/** True where it follows the billing cycle of the card's account. */
export const isByCycle = ({ interval, window }: WindowTerms): boolean =>
  interval !== 'per-charge' && interval !== 'total' && window !== 'rolling' && (window === 'billing-cycle' || interval === 'billing-cycle')

/** True where it looks back from each charge. */
export const isRolling = ({ interval, window }: WindowTerms): boolean => window === 'rolling' && interval !== 'per-charge' && interval !== 'total'

export const rollingMs = ({ interval }: WindowTerms): number => (interval === 'per-charge' || interval === 'total' ? 0 : ROLLING_DAYS[interval] * DAY_MS)

type Days = readonly [first: number, next: number]

function between(zone: TimeZone, [first, next]: Days): Window {
  const until = zone.startOf(next)
  return { from: zone.startOf(first), until, resetsAt: until }
}

function calendarAround(interval: WindowTerms['interval'], day: number, weekStartsOn: number): Days {
  if (interval === 'day') return [day, day + 1]
  if (interval === 'week') {
    // Day 0 was a Thursday.
    const first = day - ((((day + 4 - weekStartsOn) % 7) + 7) % 7)
    return [first, first + 7]
  }
  const months = interval === 'year' ? 12 : interval === 'quarter' ? 3 : 1
  const first = Math.floor(monthIndex(day) / months) * months
  return [firstOfMonth(first), firstOfMonth(first + months)]
}

function cycleAround(day: number, closeDay: number): Days {
  const month = monthIndex(day)
  const closing = day <= closeOf(month, closeDay) ? month : month + 1
  return [closeOf(closing - 1, closeDay) + 1, closeOf(closing, closeDay) + 1]
}

const closeOf = (month: number, closeDay: number): number => Math.min(firstOfMonth(month) + closeDay, firstOfMonth(month + 1)) - 1

/** Months since the year 0. */
function monthIndex(day: number): number {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

const firstOfMonth = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS

/**
 * Calendar dates and instants, kept apart.
 *
 * A statement's date is what the bank wrote ("2026-11-24"), never moved by a time zone. An instant is epoch
 * milliseconds. Nothing here reads a clock: the caller passes "now".
 */

/** Calendar date, `YYYY-MM-DD`. */
export type IsoDate = string & { readonly __brand: 'IsoDate' }
/** Calendar month, `YYYY-MM`. */
export type IsoMonth = string & { readonly __brand: 'IsoMonth' }
/** Instant, milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number & { readonly __brand: 'EpochMs' }

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Days of a month, month 1–12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0)
}

/** The date, or undefined when no such day exists (31 April, month 13, years outside 1900–2199). */
export function isoDate(year: number, month: number, day: number): IsoDate | undefined {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12)) return undefined
  if (!(day >= 1 && day <= daysInMonth(year, month))) return undefined
  return `${year}-${pad2(month)}-${pad2(day)}` as IsoDate
}

/** Parses `YYYY-MM-DD`; undefined when it is not an existing day. */
export function parseIsoDate(text: string): IsoDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function monthOf(date: IsoDate): IsoMonth {
  return date.slice(0, 7) as IsoMonth
}

export function firstDayOf(month: IsoMonth): IsoDate {
  return `${month}-01` as IsoDate
}

export function lastDayOf(month: IsoMonth): IsoDate {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return `${month}-${pad2(daysInMonth(year, number))}` as IsoDate
}

/** The month `count` months later (negative: earlier). */
export function addMonths(month: IsoMonth, count: number): IsoMonth {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const index = year * 12 + (number - 1) + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${pad2((index % 12) + 1)}` as IsoMonth
}

/** The date `count` days later (negative: earlier). */
export function addDays(date: IsoDate, count: number): IsoDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000)
  return moved.toISOString().slice(0, 10) as IsoDate
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Every month from `first` to `last`, both included. */
export function monthRange(first: IsoMonth, last: IsoMonth): readonly IsoMonth[] {
  const months: IsoMonth[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}

function pad2(value: number): string {
  return String(value).padStart(2, '0')
}

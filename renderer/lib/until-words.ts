/** When something ends, as a person says it. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Formats } from './formats.ts'
import { momentOf } from './moments.ts'

/** "tonight", "tomorrow night", "the end of 30 Nov"; "15:30", "05:00 tomorrow", "30 Nov, 15:30": an instant at or just before midnight is the end of its day. */
export function endText(at: number, formats: Pick<Formats, 'today' | 'date'>): string {
  const { day, time } = isMidnight(at) ? momentOf(at - 1) : momentOf(at)
  const isEndOfDay = time === '23:59'
  const isTomorrow = day === addDays(formats.today, 1)
  if (!isEndOfDay && isTomorrow) return `${time} tomorrow`
  if (!isEndOfDay) return day === formats.today ? time : `${formats.date(day)}, ${time}`
  if (day === formats.today) return 'tonight'
  if (isTomorrow) return 'tomorrow night'
  return `the end of ${formats.date(day)}`
}

function isMidnight(at: number): boolean {
  return momentOf(at).exactTime === '00:00:00'
}

/** The last moment of a day where the person is. */
export function endOfDay(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + 1).getTime() - 1
}

/** The day that an end belongs to. */
export function dayOfEnd(at: number): IsoDate {
  return momentOf(isMidnight(at) ? at - 1 : at).day as IsoDate
}

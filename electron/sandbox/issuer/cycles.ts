/** Billing cycles: closed on the same day number every month, due on another, at least 21 days later (DOMAIN.md 5.1, 5.2). */
import { addDays, addMonths, daysBetween, monthOf, type IsoDate } from '#shared/domain/time.ts'

export const MIN_DAYS_TO_PAY = 21

const dayIn = (month: string, day: number): IsoDate => `${month}-${String(day).padStart(2, '0')}` as IsoDate

export interface Cycle {
  readonly openedOn: IsoDate
  readonly closedOn: IsoDate
}

/** The cycle that a day belongs to. */
export function cycleOf(day: IsoDate, closeDay: number): Cycle {
  const month = monthOf(day)
  const thisClose = dayIn(month, closeDay)
  const closedOn = day <= thisClose ? thisClose : dayIn(addMonths(month, 1), closeDay)
  return { openedOn: addDays(dayIn(addMonths(monthOf(closedOn), -1), closeDay), 1), closedOn }
}

/** The due date of a statement closed on a day. */
export function dueOnOf(closedOn: IsoDate, dueDay: number): IsoDate {
  let month = monthOf(closedOn)
  while (daysBetween(closedOn, dayIn(month, dueDay)) < MIN_DAYS_TO_PAY) month = addMonths(month, 1)
  return dayIn(month, dueDay)
}

/** An account's close day, from the date it closes next. */
export const closeDayOf = (nextCloseOn: string): number => Number(nextCloseOn.slice(8))

/** Business trips: planned month by month, so that any day can be made up by itself. */
import { addDays, addMonths, daysBetween, daysInMonth, firstDayOf, monthOf, type IsoDate, type IsoMonth } from '#shared/domain/time.ts'
import { weekdayOf } from '../issuer/limit-window.ts'
import { DESTINATIONS } from './merchants.ts'
import { Random } from './random.ts'
import { PEOPLE } from './roster.ts'

export interface Trip {
  /** Index of the person. */
  readonly who: number
  readonly from: IsoDate
  readonly nights: number
  readonly city: string
  readonly bookedOn: IsoDate
}

/** Trade shows in spring and autumn, nobody travels at the turn of the year. */
const SEASON = [0.6, 0.9, 1.3, 1.2, 1.2, 0.9, 0.6, 0.5, 1.4, 1.5, 1.2, 0.5] as const

export class Trips {
  readonly #seed: number
  readonly #months = new Map<string, readonly Trip[]>()

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Trips that touch a day: booked on it, or under way. */
  on(day: IsoDate): readonly Trip[] {
    const month = monthOf(day)
    return [addMonths(month, -1), month, addMonths(month, 1)].flatMap((candidate) => this.#of(candidate)).filter((trip) => trip.bookedOn === day || isAway(trip, day))
  }

  #of(month: IsoMonth): readonly Trip[] {
    const known = this.#months.get(month)
    if (known) return known
    const trips = PEOPLE.flatMap((person, who) => this.#plan(month, who, person.trips))
    this.#months.set(month, trips)
    return trips
  }

  #plan(month: IsoMonth, who: number, perYear: number): readonly Trip[] {
    const random = new Random('trip', this.#seed, month, who)
    const [year = 2_000, number = 1] = month.split('-').map(Number)
    if (!random.chance(Math.min(0.95, (perYear / 12) * (SEASON[number - 1] ?? 1)))) return []
    const day = addDays(firstDayOf(month), random.whole(0, daysInMonth(year, number) - 1))
    // Trips begin on a working day.
    const from = addDays(day, weekdayOf(day) === 0 ? 1 : weekdayOf(day) === 6 ? 2 : 0)
    return [{ who, from, nights: random.weighted([[1, 2], [2, 4], [3, 3], [4, 1]]), city: random.weighted(DESTINATIONS), bookedOn: addDays(from, -random.whole(6, 16)) }]
  }
}

export function isAway({ from, nights }: Trip, day: IsoDate): boolean {
  const since = daysBetween(from, day)
  return since >= 0 && since <= nights
}

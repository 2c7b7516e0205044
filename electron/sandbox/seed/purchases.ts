/** What the company's people buy on a day: habits, trips, subscriptions, and the odd thing that should not be. */
import { monthOf, type IsoDate } from '#shared/domain/time.ts'
import { weekdayOf } from '../issuer/limit-window.ts'
import type { Zone } from '../time/zone.ts'
import { AIRLINES, merchantsFor, type MerchantSeed, type Purpose } from './merchants.ts'
import { Random } from './random.ts'
import { PEOPLE, SUBSCRIPTIONS, type Subscription } from './roster.ts'
import { isAway, Trips, type Trip } from './trips.ts'

/** Something bought, before any card is asked. */
export interface Planned {
  readonly at: number
  /** The card's place in the roster: `person/card`, or the nickname of a virtual card. */
  readonly slot: string
  readonly merchant: MerchantSeed
  readonly minor?: number
  /** Names the random numbers of this purchase. */
  readonly key: string
}

/** A quiet January and August, a busy autumn. */
const SEASON = [0.88, 0.94, 1.05, 1.02, 1.04, 0.99, 0.9, 0.82, 1.1, 1.15, 1.12, 0.92] as const
const HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '07-04', '11-28', '12-24', '12-25', '12-26', '12-31'])
/** Brings the habits of the roster to about 9,000 charges in 24 months. */
const HABIT_LEVEL = 0.76
const WEEKEND_LEVEL = 0.12

/** Hours of the day, in minutes after midnight. */
const HOURS: Readonly<Partial<Record<Purpose, readonly [from: number, to: number]>>> = {
  coffee: [450, 620], lunch: [700, 830], dinner: [1_110, 1_290], bar: [1_200, 1_400], fuel: [400, 1_080], taxi: [430, 1_380], parking: [480, 1_000], hotel: [900, 1_260], gambling: [1_260, 1_430],
}

export interface PurchaseOptions {
  readonly seed: number
  readonly zone: Zone
  /** First day of the made-up past: subscriptions and price rises count from it. */
  readonly origin: IsoDate
  /** 1 is about 9,000 charges in 24 months. */
  readonly factor: number
}

export class Purchases {
  readonly #options: PurchaseOptions
  readonly #trips: Trips

  constructor(options: PurchaseOptions) {
    this.#options = options
    this.#trips = new Trips(options.seed)
  }

  /** In order of time; the same for the same day, always. */
  on(day: IsoDate): readonly Planned[] {
    const trips = this.#trips.on(day)
    const planned = [...this.#habits(day, trips), ...trips.flatMap((trip) => this.#ofTrip(day, trip)), ...this.#subscriptions(day), ...this.#temptations(day)]
    return [...planned, ...this.#doubled(day, planned)].toSorted((a, b) => a.at - b.at)
  }

  #habits(day: IsoDate, trips: readonly Trip[]): readonly Planned[] {
    const weekday = weekdayOf(day)
    const weekend = weekday === 0 || weekday === 6 || HOLIDAYS.has(day.slice(5))
    const level = HABIT_LEVEL * this.#options.factor * (SEASON[Number(day.slice(5, 7)) - 1] ?? 1) * (weekend ? WEEKEND_LEVEL : 1)
    return PEOPLE.flatMap((person, who) => {
      if (trips.some((trip) => trip.who === who && isAway(trip, day))) return []
      return person.habits.flatMap(([purpose, perWeek]) => {
        const random = new Random('habit', this.#options.seed, day, who, purpose)
        return Array.from({ length: random.times((perWeek / 5) * level) }, (_, index) => this.#purchase(day, purpose, random, { slot: slotOf(who, random), key: `${day}/${who}/${purpose}/${index}` }))
      })
    })
  }

  #purchase(day: IsoDate, purpose: Purpose, random: Random, { slot, key, city }: { slot: string; key: string; city?: string }): Planned {
    const [from, to] = HOURS[purpose] ?? [540, 1_080]
    return { at: this.#at(day, random.whole(from, to), random), slot, merchant: random.pick(merchantsFor(purpose, city)), key }
  }

  #at(day: IsoDate, minutes: number, random: Random): number {
    return this.#options.zone.at(day, minutes) + random.whole(0, 59_999)
  }

  #ofTrip(day: IsoDate, trip: Trip): readonly Planned[] {
    const { who, from, nights, city, bookedOn } = trip
    const random = new Random('trip-day', this.#options.seed, day, who)
    const slot = slotOf(who, random)
    const key = (what: string) => `${day}/${who}/trip/${what}`
    const bought: Planned[] = []
    if (day === bookedOn) bought.push({ at: this.#at(day, random.whole(540, 1_020), random), slot: random.chance(0.4) ? 'Travel desk' : slot, merchant: random.pick(AIRLINES), key: key('air') })
    if (!isAway(trip, day)) return bought
    if (day === from) {
      const [hotel] = merchantsFor('hotel', city)
      if (hotel) bought.push({ at: this.#at(day, random.whole(900, 1_260), random), slot, merchant: hotel, minor: random.around(hotel.middle, hotel.spread) * nights, key: key('hotel') })
      if (city === 'Chicago IL') bought.push(this.#purchase(day, 'car-rental', random, { slot, city, key: key('car') }))
    }
    for (const [purpose, probability] of [['taxi', 0.9], ['taxi', 0.6], ['dinner', 0.85], ['coffee', 0.6], ['lunch', 0.5]] as const) {
      if (random.chance(probability) && merchantsFor(purpose, city).length > 0) bought.push(this.#purchase(day, purpose, random, { slot, city, key: key(`${purpose}/${bought.length}`) }))
    }
    return bought
  }

  #subscriptions(day: IsoDate): readonly Planned[] {
    const months = monthsBetween(this.#options.origin, day)
    return SUBSCRIPTIONS.filter((subscription) => runs(subscription, day, months)).map((subscription) => {
      const random = new Random('subscription', this.#options.seed, day, subscription.merchant)
      const { merchant, mcc, city, card, rise, spread } = subscription
      const price = rise && months >= rise.afterMonths ? rise.minor : subscription.minor
      const minor = spread === undefined ? price : random.around(price, spread)
      return {
        at: this.#at(day, random.whole(180, 420), random), slot: card, minor, key: `${day}/subscription/${merchant}`,
        merchant: { name: merchant, purpose: 'software', mcc, city, country: city === 'Toronto' ? 'CA' : 'US', middle: minor, spread: 0, channel: 'online' },
      }
    })
  }

  /** Cash and gambling, which the company does not want: about once a fortnight somebody tries. */
  #temptations(day: IsoDate): readonly Planned[] {
    const random = new Random('temptation', this.#options.seed, day)
    if (!random.chance(0.075)) return []
    const who = random.whole(2, PEOPLE.length - 2)
    return [this.#purchase(day, random.chance(0.75) ? 'cash' : 'gambling', random, { slot: slotOf(who, random), key: `${day}/${who}/temptation` })]
  }

  /** About every seventh week a terminal charges twice. */
  #doubled(day: IsoDate, planned: readonly Planned[]): readonly Planned[] {
    const random = new Random('double', this.#options.seed, day)
    const candidates = planned.filter(({ merchant }) => merchant.currency === undefined && ['lunch', 'hardware', 'office', 'shipping', 'dinner'].includes(merchant.purpose))
    if (!random.chance(0.03) || candidates.length === 0) return []
    const once = random.pick(candidates)
    // The same key gives the same random numbers, and so the same amount.
    return [{ ...once, at: once.at + random.whole(40_000, 240_000) }]
  }
}

function slotOf(who: number, random: Random): string {
  const cards = PEOPLE[who]?.cards ?? []
  const index = random.weighted(cards.map((card, position) => [position, card.share] as const))
  return `${who}/${index}`
}

function monthsBetween(origin: IsoDate, day: IsoDate): number {
  const [fromYear = 0, fromMonth = 0] = monthOf(origin).split('-').map(Number)
  const [year = 0, month = 0] = monthOf(day).split('-').map(Number)
  return (year - fromYear) * 12 + month - fromMonth
}

function runs({ day: dayOfMonth, fromMonth = 0, toMonth = Number.POSITIVE_INFINITY }: Subscription, day: IsoDate, months: number): boolean {
  return Number(day.slice(8)) === dayOfMonth && months >= fromMonth && months <= toMonth
}

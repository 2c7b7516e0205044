/** Calendar days in a time zone. Offsets come from the system's own zone data; nothing here reads a clock. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'

const DAY = 86_400_000
/** Every zone's offset changes at a whole quarter of an hour. */
const QUARTER = 900_000

export class Zone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat | undefined
  readonly #offsets = new Map<number, number>()

  /** Throws a RangeError for a zone that does not exist. */
  constructor(name: string) {
    this.name = name
    this.#format = name === 'UTC' ? undefined : new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  }

  /** Milliseconds to add to an instant to read its local time as if it were UTC. */
  offsetAt(instant: number): number {
    if (!this.#format) return 0
    const quarter = Math.floor(instant / QUARTER)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    const offset = measure(this.#format, quarter * QUARTER)
    this.#offsets.set(quarter, offset)
    return offset
  }

  dayOf(instant: number): IsoDate {
    return new Date(instant + this.offsetAt(instant)).toISOString().slice(0, 10) as IsoDate
  }

  /** The first instant of a local day. Where midnight does not exist (a clock set forward at midnight), the first that does. */
  startOf(day: IsoDate): number {
    const local = Date.parse(`${day}T00:00:00Z`)
    // The offset before and after any change within a day of it: the right one maps back onto midnight.
    const candidates = [local - this.offsetAt(local - DAY), local - this.offsetAt(local + DAY)]
    const exact = candidates.filter((instant) => instant + this.offsetAt(instant) === local)
    return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
  }

  /** The instant of a local time of day, in minutes after midnight by the clock's hands where the day has no change. */
  at(day: IsoDate, minutes: number): number {
    return this.startOf(day) + minutes * 60_000
  }

  /** The last millisecond of a local day. */
  endOf(day: IsoDate): number {
    return this.startOf(addDays(day, 1)) - 1
  }
}

function measure(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant
}

/** Zones by name, made once. */
export class Zones {
  readonly #zones = new Map<string, Zone>()

  get(name: string): Zone {
    const known = this.#zones.get(name)
    if (known) return known
    const zone = new Zone(name)
    this.#zones.set(name, zone)
    return zone
  }

  exists(name: string): boolean {
    try {
      this.get(name)
      return true
    } catch {
      return false
    }
  }
}

/** Days where a limit counts them. A day is a number: whole days since 1970-01-01 by the clocks of the zone. */

export const DAY_MS = 86_400_000
/** Every offset from UTC changes at a whole quarter of an hour. */
const QUARTER_MS = 900_000

/** Makes each zone once. */
export class TimeZones {
  readonly #known = new Map<string, TimeZone | undefined>()

  /** undefined for a name that is no zone. */
  find(name: string): TimeZone | undefined {
    if (!this.#known.has(name)) this.#known.set(name, makeZone(name))
    return this.#known.get(name)
  }

  /** UTC for a name that is no zone: a day may then begin some hours off, but it begins. */
  get(name: string): TimeZone {
    return this.find(name) ?? new TimeZone(undefined)
  }
}

function makeZone(timeZone: string): TimeZone | undefined {
  try {
    return new TimeZone(new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }))
  } catch {
    return undefined
  }
}

export class TimeZone {
  readonly #format: Intl.DateTimeFormat | undefined
  readonly #offsets = new Map<number, number>()

  /** `format` writes an instant with its offset, as "11/24/2026, GMT-05:00"; undefined: UTC. */
  constructor(format: Intl.DateTimeFormat | undefined) {
    this.#format = format
  }

  dayOf(instant: number): number {
    return Math.floor((instant + this.#offsetAt(instant)) / DAY_MS)
  }

  /** The first instant of a day: where clocks skip midnight, the one to which they skip. */
  startOf(day: number): number {
    const midnight = day * DAY_MS
    const [before, after] = [midnight - this.#offsetAt(midnight - DAY_MS), midnight - this.#offsetAt(midnight + DAY_MS)]
    if (before === after) return before
    const real = [before, after].filter((instant) => instant + this.#offsetAt(instant) === midnight)
    return real.length === 0 ? Math.max(before, after) : Math.min(...real)
  }

  /** Noon by the clock: what stands for a day of which no more is known. Clocks are never changed at noon. */
  noonOf(day: number): number {
    const noon = day * DAY_MS + DAY_MS / 2
    return noon - this.#offsetAt(noon - this.#offsetAt(noon))
  }

  #offsetAt(instant: number): number {
    if (this.#format === undefined) return 0
    const quarter = Math.floor(instant / QUARTER_MS)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    const offset = offsetIn(this.#format.format(quarter * QUARTER_MS))
    this.#offsets.set(quarter, offset)
    return offset
  }
}

function offsetIn(text: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (!match) return 0
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)]
  return (match[1] === '-' ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1_000
}

/** `dayNumber('2026-11-24')`. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS

/** `dateOf(20_781)` is "2026-11-24". */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

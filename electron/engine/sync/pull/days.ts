/** The calendar day of an instant where the company is. */

/** Every offset from UTC is a whole number of quarters of an hour, so that a day never changes within one. */
const QUARTER_MS = 15 * 60_000

export class Days {
  readonly #format: Intl.DateTimeFormat
  readonly #known = new Map<number, string>()

  /** An unknown zone counts as UTC: a day may be off by one until the issuer names another. */
  constructor(timeZone: string) {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: isZone(timeZone) ? timeZone : 'UTC' } as const
    // This locale writes YYYY-MM-DD.
    this.#format = new Intl.DateTimeFormat('sv-SE', options)
  }

  of(instant: number): string {
    const quarter = Math.floor(instant / QUARTER_MS)
    const known = this.#known.get(quarter)
    if (known !== undefined) return known
    const day = this.#format.format(instant)
    this.#known.set(quarter, day)
    return day
  }
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

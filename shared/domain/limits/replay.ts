/**
 * What happened, played again in the order of time under other rules: what is declined does not count, what is only warned of does.
 *
 * A charge counts with what was asked for until it is booked, from then on with what it was booked at (a tip, a hotel, fuel).
 */
import { counterOf, type Counter } from './counters.ts'
import { amountInForce } from './count.ts'
import { decide, readyControls, type Decision, type ReadyControls } from './decide.ts'
import type { Attempt, ControlTerms, LimitTerms, Raise } from './terms.ts'
import type { TimeZones } from './time-zone.ts'
import { isByCycle, type BillingCycle } from './windows.ts'

/** Rules and the cards that they bind together. A card may be bound by several. */
export interface ReplayScope {
  readonly cards: readonly number[]
  readonly limits: readonly (LimitTerms & { readonly raise?: Raise | null })[]
  readonly controls: ControlTerms | null
}

export interface ReplayPlaces {
  readonly zones: TimeZones
  /** IANA name: where the issuer books. */
  readonly timeZone: string
  cycleOf(card: number): BillingCycle
}

export interface Booked {
  readonly at: number
  /** Magnitude. */
  readonly minor: number
}

/** `limit` and `warned` are indexes over the limits of all scopes of the card, in their order. */
export type Verdict = Decision

interface Bound {
  readonly terms: LimitTerms & { readonly raise?: Raise | null }
  /** What judges charges of this card. */
  readonly counter: Counter
  /** Everything that its charges add to: a person's cards may close on different days. */
  readonly adds: readonly Counter[]
  left: number
}

interface Rules {
  readonly controls: readonly ReadyControls[]
  readonly limits: readonly Bound[]
}

interface Correction {
  readonly due: number
  readonly at: number
  readonly more: number
  readonly counters: readonly Counter[]
}

const FREE: Rules = { controls: [], limits: [] }

export class Replay {
  readonly #rules = new Map<number, Rules>()
  /** Later ones first. */
  readonly #corrections: Correction[] = []

  constructor(scopes: readonly ReplayScope[], places: ReplayPlaces) {
    for (const { cards, limits, controls } of scopes) {
      const ready = controls === null ? [] : [readyControls(controls, places.zones.get(places.timeZone))]
      const shared = limits.map((terms) => countersOf(terms, cards, places))
      for (const card of cards) {
        const known = this.#rules.get(card) ?? FREE
        const bound = limits.map((terms, index): Bound => ({ terms, counter: shared[index]?.get(card) ?? counterOf(terms, places.cycleOf(card), places.zones), adds: [...new Set(shared[index]?.values())], left: 0 }))
        this.#rules.set(card, { controls: [...known.controls, ...ready], limits: [...known.limits, ...bound] })
      }
    }
  }

  /** A charge, judged; counted where it goes through. `booked`: what became of it, where that is something else. */
  judge(card: number, attempt: Attempt, booked: Booked | null = null): Verdict {
    const { controls, limits } = this.#rules.get(card) ?? FREE
    this.#settle(attempt.at)
    for (const limit of limits) limit.left = amountInForce(limit.terms.minor, limit.terms.raise ?? null, attempt.at) - limit.counter.usedAt(attempt.at)
    const verdict = decide(attempt, controls, limits)
    if (verdict.because === null) this.#count(limits, attempt, attempt.minor, booked)
    return verdict
  }

  /** A charge that is counted and not judged. */
  count(card: number, attempt: Pick<Attempt, 'at' | 'minor' | 'currency' | 'category'>): void {
    this.#settle(attempt.at)
    this.#count((this.#rules.get(card) ?? FREE).limits, attempt, attempt.minor, null)
  }

  /** Money that came back. */
  refund(card: number, refund: Pick<Attempt, 'at' | 'minor' | 'currency' | 'category'>): void {
    this.#settle(refund.at)
    const limits = (this.#rules.get(card) ?? FREE).limits
    for (const { terms, adds } of limits) if (terms.countsRefunds && isCounted(terms, refund)) for (const counter of adds) counter.add(refund.at, -refund.minor)
  }

  #count(limits: readonly Bound[], charge: Pick<Attempt, 'at' | 'minor' | 'currency' | 'category'>, minor: number, booked: Booked | null): void {
    for (const { terms, adds } of limits) {
      if (!isCounted(terms, charge)) continue
      for (const counter of adds) counter.add(charge.at, minor)
      if (booked !== null && booked.minor !== minor) this.#later({ due: booked.at, at: charge.at, more: booked.minor - minor, counters: adds })
    }
  }

  #later(correction: Correction): void {
    let index = this.#corrections.length
    while (index > 0 && (this.#corrections[index - 1]?.due ?? 0) < correction.due) index -= 1
    this.#corrections.splice(index, 0, correction)
  }

  #settle(now: number): void {
    for (let next = this.#corrections.at(-1); next !== undefined && next.due <= now; next = this.#corrections.at(-1)) {
      this.#corrections.pop()
      for (const counter of next.counters) counter.correct(next.at, next.more, now)
    }
  }
}

const isCounted = (terms: LimitTerms, { currency, category }: Pick<Attempt, 'currency' | 'category'>): boolean =>
  currency === terms.currency && (terms.categories === null || terms.categories.includes(category))

/** One counter for all cards, or one for each day on which their cycles close. */
function countersOf(terms: LimitTerms, cards: readonly number[], { cycleOf, zones }: ReplayPlaces): ReadonlyMap<number, Counter> {
  const kinds = new Map<string, Counter>()
  return new Map(cards.map((card) => {
    const cycle = cycleOf(card)
    const kind = isByCycle(terms) ? `${cycle.closeDay} ${cycle.timeZone}` : ''
    const counter = kinds.get(kind) ?? counterOf(terms, cycle, zones)
    kinds.set(kind, counter)
    return [card, counter]
  }))
}

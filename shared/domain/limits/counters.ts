/** Running counts of a limit, for charges that come in the order of time. What was counted is given back by adding its opposite. */
import type { LimitTerms } from './terms.ts'
import type { TimeZones } from './time-zone.ts'
import { isRolling, rollingMs, windowAt, type BillingCycle } from './windows.ts'

export interface Counter {
  /** What is used when the clock shows `at`; never below zero. */
  usedAt(at: number): number
  /** Adds what was spent at an instant no earlier than any before. */
  add(at: number, minor: number): void
  /** What was counted for an earlier instant turns out to be more or less. */
  correct(at: number, more: number, now: number): void
}

export function counterOf(terms: LimitTerms, cycle: BillingCycle, zones: TimeZones): Counter {
  if (terms.interval === 'per-charge') return NOTHING
  if (terms.interval === 'total') return new WindowCounter(() => ({ from: 0, until: Infinity }))
  return isRolling(terms) ? new RollingCounter(rollingMs(terms)) : new WindowCounter((at) => windowAt(terms, at, cycle, zones) ?? { from: at, until: at })
}

/** A limit on each charge alone has nothing to count. */
const NOTHING: Counter = { usedAt: () => 0, add: () => {}, correct: () => {} }

class WindowCounter implements Counter {
  readonly #windowAt: (at: number) => { readonly from: number; readonly until: number }
  #from = -Infinity
  #until = -Infinity
  #minor = 0

  constructor(windowAround: (at: number) => { readonly from: number; readonly until: number }) {
    this.#windowAt = windowAround
  }

  usedAt(at: number): number {
    this.#open(at)
    return Math.max(0, this.#minor)
  }

  add(at: number, minor: number): void {
    this.#open(at)
    this.#minor += minor
  }

  correct(at: number, more: number, now: number): void {
    this.#open(now)
    if (at >= this.#from) this.#minor += more
  }

  #open(at: number): void {
    if (at < this.#until) return
    const { from, until } = this.#windowAt(at)
    this.#from = from
    this.#until = until
    this.#minor = 0
  }
}

/** Those that have left the window are dropped from the front once they are many. */
const TIDY_AT = 4_096

class RollingCounter implements Counter {
  readonly #span: number
  #ats: number[] = []
  #minors: number[] = []
  #first = 0
  #minor = 0

  constructor(span: number) {
    this.#span = span
  }

  usedAt(at: number): number {
    this.#drop(at)
    return Math.max(0, this.#minor)
  }

  add(at: number, minor: number): void {
    this.#ats.push(at)
    this.#minors.push(minor)
    this.#minor += minor
  }

  correct(at: number, more: number, now: number): void {
    this.#drop(now)
    const index = this.#find(at)
    if (index === undefined) return
    this.#minors[index] = (this.#minors[index] ?? 0) + more
    this.#minor += more
  }

  #drop(now: number): void {
    while (this.#first < this.#ats.length && (this.#ats[this.#first] ?? 0) <= now - this.#span) {
      this.#minor -= this.#minors[this.#first] ?? 0
      this.#first += 1
    }
    if (this.#first < TIDY_AT) return
    this.#ats = this.#ats.slice(this.#first)
    this.#minors = this.#minors.slice(this.#first)
    this.#first = 0
  }

  /** One of that instant which still counts: they leave together. */
  #find(at: number): number | undefined {
    let [low, high] = [this.#first, this.#ats.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ats[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return this.#ats[low] === at ? low : undefined
  }
}

/** What a what-if found: how many, whose, how much, and the first of each in full. */
import type { Because } from '#shared/domain/limits/terms.ts'
import type { WhatIf, WhatIfCharge } from '#shared/rpc/contract/limits.contract.ts'
import type { Reach } from './reach.queries.ts'

const MOST_LISTED = 200

export interface Hit {
  readonly transactionId: number | null
  readonly at: number
  /** Where the charge itself does not say it, it is looked up later. */
  readonly merchant: string | null
  readonly minor: number
  readonly currency: string
  readonly cardId: number
  readonly because: Because
  readonly limit: number | null
}

class Side {
  readonly hits: Hit[] = []
  readonly #people = new Set<number | null>()
  readonly #totals = new Map<string, number>()
  #count = 0

  add(hit: Hit, person: number | null): void {
    if (this.hits.length < MOST_LISTED) this.hits.push(hit)
    // Groups of cards are replayed one after another: an earlier one may come later.
    else this.#keepEarlier(hit)
    this.#count += 1
    this.#people.add(person)
    this.#totals.set(hit.currency, (this.#totals.get(hit.currency) ?? 0) + hit.minor)
  }

  toOutput(describe: (hit: Hit) => WhatIfCharge): WhatIf['declined'] {
    const charges = this.hits.toSorted((a, b) => a.at - b.at).map(describe)
    return { count: this.#count, people: this.#people.size, totals: totalsOf(this.#totals), firstAt: charges[0]?.at ?? null, charges }
  }

  #latest = -1
  #keepEarlier(hit: Hit): void {
    if (this.#latest < 0) this.#latest = this.#findLatest()
    if (hit.at >= (this.hits[this.#latest]?.at ?? 0)) return
    this.hits[this.#latest] = hit
    this.#latest = this.#findLatest()
  }

  #findLatest(): number {
    return this.hits.reduce((latest, { at }, index) => (at > (this.hits[latest]?.at ?? 0) ? index : latest), 0)
  }
}

export class Tally {
  readonly declined = new Side()
  readonly warned = new Side()
  readonly released = new Side()
  readonly #reach: Reach
  readonly #perPerson = new Map<number | null, { count: number; readonly totals: Map<string, number> }>()
  replayed = 0
  placeUnknown = 0

  constructor(reach: Reach) {
    this.#reach = reach
  }

  add(side: 'declined' | 'warned' | 'released', hit: Hit): void {
    const person = this.#reach.cards.get(hit.cardId)?.person?.id ?? null
    this[side].add(hit, person)
    if (side !== 'declined') return
    const entry = this.#perPerson.get(person) ?? { count: 0, totals: new Map<string, number>() }
    entry.count += 1
    entry.totals.set(hit.currency, (entry.totals.get(hit.currency) ?? 0) + hit.minor)
    this.#perPerson.set(person, entry)
  }

  /** Charges whose merchants have yet to be looked up. */
  get unnamed(): readonly number[] {
    return [...this.declined.hits, ...this.warned.hits].flatMap(({ transactionId, merchant }) => (transactionId !== null && merchant === null ? [transactionId] : []))
  }

  toOutput(from: number, to: number, merchants: ReadonlyMap<number, string>): WhatIf {
    const reach = this.#reach
    const describe = ({ transactionId, at, merchant, minor, currency, cardId, because, limit }: Hit): WhatIfCharge => ({
      transactionId, at, merchant: merchant ?? merchants.get(transactionId ?? 0) ?? '', amount: { minor, currency }, because, limit,
      card: { id: cardId, name: reach.cards.get(cardId)?.name ?? '' }, person: reach.cards.get(cardId)?.person ?? null,
    })
    const perPerson = [...this.#perPerson].map(([id, { count, totals }]) => ({ person: id === null ? null : { id, name: reach.people.get(id) ?? '' }, count, totals: totalsOf(totals) }))
    return {
      from, to, replayed: this.replayed, placeUnknown: this.placeUnknown,
      declined: this.declined.toOutput(describe), warned: this.warned.toOutput(describe), released: this.released.toOutput(describe),
      perPerson: perPerson.toSorted((a, b) => b.count - a.count).slice(0, MOST_LISTED),
    }
  }
}

const totalsOf = (totals: ReadonlyMap<string, number>) => [...totals].map(([currency, minor]) => ({ minor, currency })).toSorted((a, b) => b.minor - a.minor)

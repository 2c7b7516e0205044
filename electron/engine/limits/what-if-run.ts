/** The replay itself: charges of a group of cards, merged by time, through the limit engine. */
import { Replay, type Booked, type ReplayScope, type Verdict } from '#shared/domain/limits/replay.ts'
import type { Because, LimitTerms } from '#shared/domain/limits/terms.ts'
import type { TimeZone, TimeZones } from '#shared/domain/limits/time-zone.ts'
import { isRolling, rollingMs, windowAt } from '#shared/domain/limits/windows.ts'
import type { ReadDb } from '../db/store.ts'
import type { Pace } from '../pace.ts'
import type { Reach } from './reach.queries.ts'
import { categoryOf } from './use.queries.ts'
import { ChargeSource, channelOf, isDeclined, newDraft, readAuthorizedOf, readDaySource, readDeclinedSource, type Authorized, type Draft, type Source } from './what-if-charges.ts'
import { currencyIndexOf, isCash, isRefund, placeOf, type ChargeRow, type DeclinedRow } from './what-if-rows.queries.ts'
import { Tally } from './what-if-tally.ts'

/** What a plan binds a target's cards with. */
export interface Bound {
  readonly scope: ReplayScope
  readonly connectionId: number
  /** False where it is kept here: what an issuer declined is not its to let through. */
  readonly declines: boolean
}

export interface RunDeps {
  readonly db: ReadDb
  readonly reach: Reach
  readonly zones: TimeZones
  readonly pace: Pace
  /** Issuers' ids of limits and controls that stay as they are: what they declined, they would decline again. */
  readonly staying: ReadonlySet<string>
  /** Of the plan, all in one currency. */
  readonly limits: readonly LimitTerms[]
  /** The period that is judged. */
  readonly from: number
  readonly until: number
  /** Countries and channels matter. */
  readonly needsPlace: boolean
  /** Names of merchants matter. */
  readonly withMerchant: boolean
  /** Of the categories, by id. */
  readonly keys: ReadonlyMap<number, string>
  readonly currencies: readonly string[]
  readonly onRead: (done: number) => void
}

const BECAUSE: Readonly<Record<DeclinedRow['reason'], Because>> = {
  'spending-limit': 'limit', 'category-blocked': 'category', 'merchant-not-allowed': 'merchant', 'country-blocked': 'country', 'online-blocked': 'online', 'in-person-blocked': 'in-person', 'cash-blocked': 'cash',
  'outside-validity': 'validity',
}

/** How many rows go by before the clock is looked at. */
const STRIDE = 256

interface Group {
  readonly replay: Replay
  readonly authorized: ReadonlyMap<number, Authorized>
}

export class WhatIfRun {
  readonly tally: Tally
  readonly #deps: RunDeps
  readonly #places = new Map<number, Pick<Draft, 'category' | 'mcc'>>()
  readonly #draft: Draft = newDraft()
  #read = 0

  constructor(deps: RunDeps) {
    this.#deps = deps
    this.tally = new Tally(deps.reach)
  }

  /** Throws `task.cancelled`. */
  async replay(bound: readonly Bound[]): Promise<void> {
    const { reach, zones, limits, pace } = this.#deps
    pace.check()
    const connection = reach.connections.get(bound[0]?.connectionId ?? 0)
    const timeZone = connection?.timeZone ?? limits[0]?.timeZone ?? 'UTC'
    const cards = [...new Set(bound.flatMap(({ scope }) => scope.cards))]
    const replay = new Replay(bound.map(({ scope }) => scope), { zones, timeZone, cycleOf: (card) => reach.cycleOf(card, timeZone) })
    const authorized = new Map<number, Authorized>()
    const sources: Source[] = []
    for (const card of cards) {
      const declines = bound.some((one) => one.declines && one.scope.cards.includes(card))
      sources.push(...(await this.#sourcesOf(card, { company: zones.get(timeZone), zone: zones.get(limits[0]?.timeZone ?? timeZone), declines, authorized })))
    }
    await this.#playAll(sources, { replay, authorized })
    this.#deps.onRead(this.#read)
  }

  async #sourcesOf(cardId: number, { company, zone, declines, authorized }: { readonly company: TimeZone; readonly zone: TimeZone; readonly declines: boolean; readonly authorized: Map<number, Authorized> }): Promise<readonly Source[]> {
    const { db, reach, until, from, currencies, withMerchant, pace, staying } = this.#deps
    const asked = { cardId, currencies, withMerchant }
    const span = { from: this.#firstCounted(cardId), until }
    for (const [id, facts] of await readAuthorizedOf(db, cardId, span.from, company)) authorized.set(id, facts)
    const charges = new ChargeSource(db, asked, span)
    const days = await readDaySource(db, asked, span, zone, () => pace.rest())
    const declined = declines ? await readDeclinedSource(db, cardId, { from, until }) : undefined
    // What a virtual card is for refuses too, and no plan changes that.
    const rows = declined?.rows.filter((row) => isDeclined(row) && (row.ruleId === null ? reach.cards.get(cardId)?.isVirtual !== true : !staying.has(row.ruleId))) ?? []
    return [charges, days, { cardId, rows, index: 0 }]
  }

  /** Windows that reach into the period begin before it. */
  #firstCounted(cardId: number): number {
    const { limits, from, reach, zones } = this.#deps
    return Math.min(from, ...limits.map((terms) => (isRolling(terms) ? from - rollingMs(terms) : (windowAt(terms, from, reach.cycleOf(cardId, terms.timeZone), zones)?.from ?? from))))
  }

  async #playAll(sources: readonly Source[], group: Group): Promise<void> {
    const { pace, onRead } = this.#deps
    for (;;) {
      for (const source of sources) if (source instanceof ChargeSource) await source.fill()
      const open = sources.filter(({ rows, index }) => index < rows.length)
      if (open.length === 0) return
      // Until one of those that can be read on is used up.
      for (let played = 1; ; played += 1) {
        const next = earliest(open)
        const row = next?.rows[next.index]
        if (next === undefined || row === undefined) break
        next.index += 1
        if (isDeclined(row)) this.#attempt(next.cardId, row, group)
        else this.#charge(next.cardId, row, group)
        if (next instanceof ChargeSource && next.index === next.rows.length) break
        if (played % STRIDE === 0 && pace.due) {
          onRead(this.#read)
          await pace.rest()
        }
      }
    }
  }

  #charge(cardId: number, row: ChargeRow, { replay, authorized }: Group): void {
    const draft = this.#draft
    this.#read += 1
    draft.at = row.at
    draft.currency = this.#deps.currencies[currencyIndexOf(row.kind)] ?? ''
    this.#place(row.kind)
    if (isRefund(row.kind)) {
      draft.minor = row.minor
      return replay.refund(cardId, draft)
    }
    draft.minor = -row.minor
    if (row.at < this.#deps.from) return replay.count(cardId, draft)
    this.tally.replayed += 1
    draft.merchant = row.merchant ?? ''
    const booked = this.#authorized(row, authorized)
    const verdict = replay.judge(cardId, draft, booked)
    if (verdict.because !== null || verdict.warned.length > 0) this.#found(cardId, row, verdict)
  }

  /** Fills in what only the authorization says; what was booked in the end. */
  #authorized({ id, minor, kind }: ChargeRow, authorized: ReadonlyMap<number, Authorized>): Booked | null {
    const draft = this.#draft
    const facts = authorized.size === 0 ? undefined : authorized.get(id)
    draft.country = facts?.country ?? null
    draft.channel = isCash(kind) ? 'cash' : (facts?.channel ?? null)
    if (facts === undefined) {
      if (this.#deps.needsPlace) this.tally.placeUnknown += 1
      return null
    }
    if (facts.asked === null || facts.bookedAt === null) return null
    draft.minor = facts.asked
    return { at: facts.bookedAt, minor: -minor }
  }

  #found(cardId: number, { id, at, minor }: ChargeRow, { because, limit, warned }: Verdict): void {
    const hit = { transactionId: id, at, merchant: null, minor: -minor, currency: this.#draft.currency, cardId }
    if (because === null) this.tally.add('warned', { ...hit, because: 'limit', limit: this.#indexOf(warned[0] ?? null) })
    else this.tally.add('declined', { ...hit, because, limit: this.#indexOf(limit) })
  }

  #attempt(cardId: number, row: DeclinedRow, { replay }: Group): void {
    const { at, minor, currency, merchant, mcc, country, channel, reason } = row
    const verdict = replay.judge(cardId, { at, minor, currency, merchant, mcc, country, channel: channelOf(channel), category: categoryOf(mcc, 0, this.#deps.keys) })
    if (verdict.because === null) this.tally.add('released', { transactionId: null, at, merchant, minor, currency, cardId, because: BECAUSE[reason], limit: null })
  }

  #place(kind: number): void {
    const place = placeOf(kind)
    let known = this.#places.get(place)
    if (known === undefined) {
      const mcc = place < 0 ? null : String(place).padStart(4, '0')
      known = { mcc, category: categoryOf(mcc, -place, this.#deps.keys) }
      this.#places.set(place, known)
    }
    this.#draft.category = known.category
    this.#draft.mcc = known.mcc
  }

  /** In the plan: each of a card's scopes has the same limits. */
  #indexOf(limit: number | null): number | null {
    return limit === null ? null : limit % this.#deps.limits.length
  }
}

function earliest(open: readonly Source[]): Source | undefined {
  let found: Source | undefined
  let at = Infinity
  for (const source of open) {
    const row = source.rows[source.index]
    if (row !== undefined && row.at < at) {
      found = source
      at = row.at
    }
  }
  return found
}

/** Rule 3 of import-match.ts: the same charge, told by another format of the same account. */
import { likeCharge, OTHER_FORMAT_DAYS } from './import-change.ts'
import { sameCardPossible, traceSays, type FileCharge } from './import-charge.ts'
import { PAUSE, type Comparison, type MatchStep } from './import-comparison.ts'
import { push, type KnownCharge } from './import-known.ts'

type Likeness = 'same-words' | 'like' | 'no'

/** Charges of one day and amount. */
type Bucket = readonly KnownCharge[]
type Candidates = ReadonlyMap<number, readonly Bucket[]>

const ROWS_PER_STEP = 100
/** A day has not more than so many charges of one amount; more are counted by their wording alone. */
const MAX_PER_DAY = 200

export class Lookalikes {
  readonly #comparison: Comparison
  /** Free charges by day, and in it by amount. */
  readonly #days = new Map<number, Map<string, KnownCharge[]>>()
  readonly #taken = new Set<KnownCharge>()

  constructor(comparison: Comparison) {
    this.#comparison = comparison
  }

  /**
   * As many rows as there are charges of their day are duplicates, the best fitting first. Rows beyond their number, and rows whose only
   * likeness is a few days away, are for a person to decide.
   */
  *settle(): Generator<MatchStep> {
    yield* this.#sortKnown()
    if (this.#days.size === 0) return
    const sameDay = yield* this.#candidates((charge) => this.#bucketsOn(charge, this.#daysOf(charge)))
    for (const wanted of ['same-words', 'like'] as const) yield* this.#pair(sameDay, wanted)
    yield* this.#eachOpen(sameDay, (each, _likeness, row) => this.#taken.has(each) && this.#mayBe(row, each), (row, known) => {
      this.#comparison.isConflict(row, known, 'one like it is here, this file has more of them')
    })
    const nearDay = yield* this.#candidates((charge) => this.#bucketsOn(charge, this.#daysAround(charge)))
    yield* this.#eachOpen(nearDay, (each, likeness) => likeness === 'like' && this.#comparison.free(each) && this.#comparison.covers(each.facts.postedOn), (row, known) => {
      this.#comparison.claim(known)
      this.#comparison.isConflict(row, known, 'may be the same charge under its other date')
    })
  }

  *#pair(candidates: Candidates, wanted: Likeness): Generator<MatchStep> {
    yield* this.#eachOpen(candidates, (each, likeness) => likeness === wanted && this.#comparison.free(each), (row, known) => {
      this.#taken.add(known)
      this.#comparison.isDuplicate(row, known)
    })
  }

  *#sortKnown(): Generator<MatchStep> {
    for (const [index, known] of this.#comparison.known.all.entries()) {
      if (index % ROWS_PER_STEP === 0) yield PAUSE
      if (!this.#comparison.free(known)) continue
      for (const day of this.#daysOf(known.facts)) {
        const amounts = this.#days.get(day) ?? new Map<string, KnownCharge[]>()
        push(amounts, amountKey(known.facts), known)
        this.#days.set(day, amounts)
      }
    }
  }

  /** For every open row the charges it may be, and what files of its family said of them. */
  *#candidates(bucketsOf: (charge: FileCharge) => readonly Bucket[]): Generator<MatchStep, Candidates> {
    const found = new Map<number, readonly Bucket[]>()
    for (const [index, row] of this.#comparison.undecided().entries()) {
      if (index % ROWS_PER_STEP === 0) yield PAUSE
      const charge = this.#comparison.rows[row]
      const buckets = charge === undefined || charge.correction !== null ? [] : bucketsOf(charge)
      if (buckets.length > 0) found.set(row, buckets)
    }
    yield* this.#comparison.traces(new Set([...found.values()].flat(2)))
    return found
  }

  /** Rows that are still open when their turn comes, each with the first charge that fits. */
  *#eachOpen(candidates: Candidates, fits: (known: KnownCharge, likeness: Likeness, row: number) => boolean, settle: (row: number, known: KnownCharge) => void): Generator<MatchStep> {
    let looked = 0
    for (const [row, buckets] of candidates) {
      if (looked++ % ROWS_PER_STEP === 0) yield PAUSE
      if (this.#comparison.decisions[row] !== undefined) continue
      const known = this.#find(row, buckets, fits)
      if (known) settle(row, known)
    }
  }

  #find(row: number, buckets: readonly Bucket[], fits: (known: KnownCharge, likeness: Likeness, row: number) => boolean): KnownCharge | undefined {
    let looked = 0
    for (const bucket of buckets) {
      for (const known of bucket) {
        if (looked >= MAX_PER_DAY) return undefined
        looked++
        if (fits(known, this.#likeness(row, known), row)) return known
      }
    }
    return undefined
  }

  #bucketsOn(charge: FileCharge, days: readonly number[]): readonly Bucket[] {
    const amount = amountKey(charge)
    return days.flatMap((day) => {
      const bucket = this.#days.get(day)?.get(amount)
      return bucket === undefined ? [] : [bucket]
    })
  }

  #daysOf({ postedOn, transactedOn }: Pick<FileCharge, 'postedOn' | 'transactedOn'>): readonly number[] {
    const posted = this.#comparison.day(postedOn)
    const made = transactedOn === null ? posted : this.#comparison.day(transactedOn)
    return made === posted ? [posted] : [posted, made]
  }

  #daysAround(charge: FileCharge): readonly number[] {
    const own = this.#daysOf(charge)
    const day = this.#comparison.day(charge.postedOn)
    const days: number[] = []
    for (let distance = 1; distance <= OTHER_FORMAT_DAYS; distance++) for (const other of [day - distance, day + distance]) if (!own.includes(other)) days.push(other)
    return days
  }

  /**
   * Where a file of the row's own format has told the charge before, only the very same id or wording is it: a bank's text in its own
   * format is stable, and another wording there is another charge.
   */
  #likeness(row: number, known: KnownCharge): Likeness {
    const charge = this.#comparison.rows[row]
    if (charge === undefined) return 'no'
    const own = known.tracesOf(this.#comparison.family)
    if (own.length === 0) return this.#mayBe(row, known) ? 'like' : 'no'
    return this.#sameKind(row, known) && own.some((trace) => traceSays(trace, charge.externalId ?? charge.description)) ? 'same-words' : 'no'
  }

  #mayBe(row: number, known: KnownCharge): boolean {
    const charge = this.#comparison.rows[row]
    return charge !== undefined && this.#sameKind(row, known) && likeCharge(this.#comparison.known.names, known.facts, charge)
  }

  #sameKind(row: number, known: KnownCharge): boolean {
    return known.facts.pending === this.#comparison.rows[row]?.pending && sameCardPossible(known.card, this.#comparison.card(row))
  }
}

function amountKey({ amountMinor, currency }: Pick<FileCharge, 'amountMinor' | 'currency'>): string {
  return `${amountMinor} ${currency}`
}

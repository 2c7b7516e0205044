/** Rule 3 of import-match.ts: the same charge, told by another format of the same account. */
import { likeCharge, OTHER_FORMAT_DAYS } from './import-change.ts'
import { sameCardPossible, traceSays, type FileCharge } from './import-charge.ts'
import { PAUSE, type Comparison, type MatchStep } from './import-comparison.ts'
import { push, type KnownCharge } from './import-known.ts'

type Likeness = 'same-words' | 'like' | 'no'

/** Charges of one day and amount. */
type Bucket = readonly KnownCharge[]

const ROWS_PER_STEP = 500
/** A day has not more than so many charges of one amount; more are counted by their wording alone. */
const MAX_PER_DAY = 200

export class Lookalikes {
  readonly #comparison: Comparison
  readonly #buckets = new Map<string, KnownCharge[]>()
  readonly #sameDay = new Map<number, readonly Bucket[]>()
  readonly #nearDay = new Map<number, readonly Bucket[]>()
  readonly #taken = new Set<KnownCharge>()

  constructor(comparison: Comparison) {
    this.#comparison = comparison
  }

  /** Finds for every open row the free charges of its day and amount, and those of the days around it. */
  *collect(): Generator<MatchStep> {
    const { known, rows } = this.#comparison
    const free = known.all.filter((each) => this.#comparison.free(each))
    if (free.length === 0) return
    for (const each of free) for (const day of this.#daysOf(each.facts)) push(this.#buckets, bucketKey(day, each.facts), each)
    for (const [index, row] of this.#comparison.undecided().entries()) {
      if (index % ROWS_PER_STEP === 0) yield PAUSE
      const charge = rows[row]
      if (charge === undefined || charge.correction !== null) continue
      this.#collectRow(row, charge)
    }
  }

  /** Every charge that a row may be, for loading what earlier files said of it. */
  *candidates(): Generator<KnownCharge> {
    for (const buckets of [...this.#sameDay.values(), ...this.#nearDay.values()]) for (const bucket of buckets) yield* bucket
  }

  /**
   * As many rows as there are charges are duplicates, the best fitting first. Rows beyond their number, and rows whose only likeness is a
   * few days away, are for a person to decide.
   */
  *pair(): Generator<MatchStep> {
    for (const wanted of ['same-words', 'like'] as const) {
      for (const [row, known] of this.#found(this.#sameDay, (each, likeness) => likeness === wanted && this.#comparison.free(each))) {
        if (known) {
          this.#taken.add(known)
          this.#comparison.isDuplicate(row, known)
        }
        if (row % ROWS_PER_STEP === 0) yield PAUSE
      }
    }
    for (const [row, known] of this.#found(this.#sameDay, (each, _likeness, at) => this.#taken.has(each) && this.#mayBe(at, each))) {
      if (known) this.#comparison.isConflict(row, known, 'one like it is here, this file has more of them')
      if (row % ROWS_PER_STEP === 0) yield PAUSE
    }
    for (const [row, known] of this.#found(this.#nearDay, (each, likeness) => likeness === 'like' && this.#comparison.free(each) && this.#comparison.covers(each.facts.postedOn))) {
      if (known) {
        this.#comparison.claim(known)
        this.#comparison.isConflict(row, known, 'may be the same charge under its other date')
      }
      if (row % ROWS_PER_STEP === 0) yield PAUSE
    }
  }

  /** Open rows in their order, each with the first charge that fits; lazily, since what is decided in between counts. */
  *#found(candidates: ReadonlyMap<number, readonly Bucket[]>, fits: (known: KnownCharge, likeness: Likeness, row: number) => boolean): Generator<readonly [number, KnownCharge | undefined]> {
    for (const [row, buckets] of candidates) if (this.#open(row)) yield [row, this.#find(row, buckets, (known, likeness) => fits(known, likeness, row))]
  }

  #open(row: number): boolean {
    return this.#comparison.decisions[row] === undefined
  }

  #collectRow(row: number, charge: FileCharge): void {
    const own = this.#daysOf(charge)
    const same = own.flatMap((day) => this.#buckets.get(bucketKey(day, charge)) ?? NONE)
    if (same.length > 0) this.#sameDay.set(row, [same])
    const near: Bucket[] = []
    const day = this.#comparison.day(charge.postedOn)
    for (let distance = 1; distance <= OTHER_FORMAT_DAYS; distance++) {
      for (const other of [day - distance, day + distance]) {
        const bucket = own.includes(other) ? undefined : this.#buckets.get(bucketKey(other, charge))
        if (bucket) near.push(bucket)
      }
    }
    if (near.length > 0) this.#nearDay.set(row, near)
  }

  #find(row: number, buckets: readonly Bucket[], fits: (known: KnownCharge, likeness: Likeness) => boolean): KnownCharge | undefined {
    let looked = 0
    for (const bucket of buckets) {
      for (const known of bucket) {
        if (looked >= MAX_PER_DAY) return undefined
        looked++
        if (fits(known, this.#likeness(row, known))) return known
      }
    }
    return undefined
  }

  /**
   * Where a file of the row's own format has told the charge before, only the very same id or wording is it: a bank's text in its own
   * format is stable, and another wording there is another charge.
   */
  #likeness(row: number, known: KnownCharge): Likeness {
    const charge = this.#comparison.rows[row]
    if (charge === undefined) return 'no'
    const own = known.traces.filter((trace) => trace.family === this.#comparison.family)
    if (own.length === 0) return this.#mayBe(row, known) ? 'like' : 'no'
    return this.#sameKind(row, known) && own.some((trace) => traceSays(trace, charge.externalId ?? charge.description)) ? 'same-words' : 'no'
  }

  #mayBe(row: number, known: KnownCharge): boolean {
    const charge = this.#comparison.rows[row]
    return charge !== undefined && this.#sameKind(row, known) && likeCharge(known.facts, charge)
  }

  #sameKind(row: number, known: KnownCharge): boolean {
    return known.facts.pending === this.#comparison.rows[row]?.pending && sameCardPossible(known.card, this.#comparison.card(row))
  }

  #daysOf({ postedOn, transactedOn }: Pick<FileCharge, 'postedOn' | 'transactedOn'>): readonly number[] {
    const posted = this.#comparison.day(postedOn)
    const made = transactedOn === null ? posted : this.#comparison.day(transactedOn)
    return made === posted ? [posted] : [posted, made]
  }
}

const NONE: Bucket = []

function bucketKey(day: number, { amountMinor, currency }: Pick<FileCharge, 'amountMinor' | 'currency'>): string {
  return `${day}|${amountMinor}|${currency}`
}

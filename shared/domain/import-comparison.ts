/** One file's rows on their way through the rules: what was decided, and which known charges are taken. */
import type { FileCharge } from './import-charge.ts'
import type { KnownCharge, KnownCharges } from './import-known.ts'
import { DifferenceWords } from './import-words.ts'
import { daysBetween, type IsoDate } from './time.ts'

export type RowStatus = 'new' | 'duplicate' | 'changed' | 'conflict'

/** What a comparison needs before it goes on: a breath for others, or what earlier files of its family said of these charges. */
export type MatchStep = { readonly kind: 'pause' } | { readonly kind: 'traces'; readonly of: readonly KnownCharge[]; readonly family: string }
export const PAUSE: MatchStep = { kind: 'pause' }

export interface Decision {
  readonly status: RowStatus
  /** What it was matched with; null for a new row. */
  readonly known: KnownCharge | null
  /** In short words what differs, or why it is not sure. */
  readonly words: readonly string[]
  /** The row tells that the bank took the charge back: updating means removing. */
  readonly takesBack: boolean
}

export interface ComparisonInput {
  readonly known: KnownCharges
  /** All rows of one file that go into one account, in the file's order. */
  readonly rows: readonly FileCharge[]
  /** `cardKey` of each row. */
  readonly cards: readonly string[]
  /** `formatFamily` of the file. */
  readonly family: string
}

const NEW: Decision = { status: 'new', known: null, words: [], takesBack: false }
const SAME: readonly string[] = []
const EPOCH = '1970-01-01' as IsoDate

export class Comparison implements ComparisonInput {
  readonly known: KnownCharges
  readonly rows: readonly FileCharge[]
  readonly cards: readonly string[]
  readonly family: string
  readonly words = new DifferenceWords()
  readonly decisions: (Decision | undefined)[]
  readonly first: IsoDate | undefined
  readonly last: IsoDate | undefined
  readonly #token: number
  readonly #days = new Map<IsoDate, number>()

  constructor(input: ComparisonInput) {
    this.known = input.known
    this.rows = input.rows
    this.cards = input.cards
    this.family = input.family
    this.decisions = Array.from({ length: input.rows.length })
    this.#token = input.known.nextComparison()
    for (const { postedOn } of input.rows) {
      if (this.first === undefined || postedOn < this.first) this.first = postedOn
      if (this.last === undefined || postedOn > this.last) this.last = postedOn
    }
  }

  /** Asks for what files of this family said of those charges, unless it is known. */
  *traces(known: Iterable<KnownCharge>): Generator<MatchStep> {
    const of = [...new Set(known)].filter((each) => !each.knowsTraces(this.family))
    if (of.length > 0) yield { kind: 'traces', of, family: this.family }
  }

  card(row: number): string {
    return this.cards[row] ?? ''
  }

  /** Days since 1970 of a date. */
  day(date: IsoDate): number {
    const known = this.#days.get(date)
    if (known !== undefined) return known
    const day = daysBetween(EPOCH, date)
    this.#days.set(date, day)
    return day
  }

  /** The file's days include this one, so that a charge's absence says something. */
  covers(date: IsoDate): boolean {
    return this.first !== undefined && this.last !== undefined && date >= this.first && date <= this.last
  }

  unclaimed(known: KnownCharge): boolean {
    return known.claimedBy !== this.#token
  }

  /** Unclaimed, and in the books. */
  free(known: KnownCharge): boolean {
    return this.unclaimed(known) && !known.takenBack
  }

  /** True, once, for a charge that no other row of this file was paired with. */
  claim(known: KnownCharge): boolean {
    if (known.claimedBy === this.#token) return false
    known.claimedBy = this.#token
    return true
  }

  claimFormer(known: KnownCharge): boolean {
    if (known.formerClaimedBy === this.#token) return false
    known.formerClaimedBy = this.#token
    return true
  }

  undecided(): number[] {
    const open: number[] = []
    for (let row = 0; row < this.rows.length; row++) if (this.decisions[row] === undefined) open.push(row)
    return open
  }

  isNew(row: number): void {
    this.decisions[row] = NEW
  }

  /** Already here. The charge is taken. */
  isDuplicate(row: number, known: KnownCharge, words: readonly string[] = SAME): void {
    this.claim(known)
    this.decisions[row] = { status: 'duplicate', known, words, takesBack: false }
  }

  isChanged(row: number, known: KnownCharge): void {
    const charge = this.rows[row]
    this.claim(known)
    this.decisions[row] = { status: 'changed', known, words: charge === undefined ? SAME : this.words.between(known.facts, charge), takesBack: false }
  }

  /** `why` comes before the differences. */
  isConflict(row: number, known: KnownCharge, why: string, takesBack = false): void {
    const charge = this.rows[row]
    this.decisions[row] = { status: 'conflict', known, words: [why, ...(charge === undefined ? SAME : this.words.between(known.facts, charge))], takesBack }
  }

  /** A correction of something that is not here. */
  isMoot(row: number, why: string): void {
    this.decisions[row] = { status: 'duplicate', known: null, words: [why], takesBack: true }
  }
}

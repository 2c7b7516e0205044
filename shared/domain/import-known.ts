/** The charges of one account that a file's rows are compared with: those in the books and those of files before it. */
import { chargeKey, type ChargeFacts, type Trace } from './import-charge.ts'
import { matchName } from './match-name.ts'

export class KnownCharge {
  /** Positive: id of a stored charge. Negative: -(row + 1) of the preview row that brings it. */
  readonly ref: number
  /** How it is in the books, or in the row that brings it. */
  readonly stored: ChargeFacts
  /** The newest that is known of it, once rows of this preview have updated it. */
  facts: ChargeFacts
  card: string
  /** How it was before files changed it: a pending charge that posted under another id (DOMAIN.md 1.8). */
  readonly formers: ChargeFacts[]
  /** The bank took it back and a person agreed: it is not in the books, and does not come in again. */
  readonly takenBack: boolean
  readonly traces: Trace[]
  /** False while what earlier files said of it is still in the database. */
  tracesLoaded: boolean
  /** The comparison that paired it with a row, and the one that paired a former version of it. */
  claimedBy = 0
  formerClaimedBy = 0

  constructor(known: {
    readonly ref: number
    readonly facts: ChargeFacts
    readonly card: string
    readonly formers?: readonly ChargeFacts[]
    readonly takenBack?: boolean
    readonly traces?: readonly Trace[]
  }) {
    this.ref = known.ref
    this.stored = known.facts
    this.facts = known.facts
    this.card = known.card
    this.formers = [...(known.formers ?? [])]
    this.takenBack = known.takenBack ?? false
    this.traces = [...(known.traces ?? [])]
    this.tracesLoaded = known.traces !== undefined
  }
}

export class KnownCharges {
  readonly #byKey = new Map<string, KnownCharge[]>()
  readonly #byFormerKey = new Map<string, KnownCharge[]>()
  readonly #all: KnownCharge[] = []
  readonly #normalised = new Map<string, string>()
  #comparisons = 0

  get all(): readonly KnownCharge[] {
    return this.#all
  }

  /** `matchName`, remembered: a file names few merchants many times. */
  readonly normalise = (text: string): string => {
    const known = this.#normalised.get(text)
    if (known !== undefined) return known
    const name = matchName(text)
    this.#normalised.set(text, name)
    return name
  }

  /** A number that no other comparison with these charges has. */
  nextComparison(): number {
    this.#comparisons += 1
    return this.#comparisons
  }

  add(known: KnownCharge): void {
    this.#all.push(known)
    push(this.#byKey, this.keyOf(known.facts, known.card), known)
    for (const former of known.formers) push(this.#byFormerKey, this.versionKeyOf(former, known.card), known)
  }

  /** From now on the charge is what `facts` says; what it was stays known as a former version. */
  update(known: KnownCharge, facts: ChargeFacts): void {
    const key = this.keyOf(known.facts, known.card)
    const rest = (this.#byKey.get(key) ?? []).filter((other) => other !== known)
    this.#byKey.set(key, rest)
    push(this.#byFormerKey, this.versionKeyOf(known.facts, known.card), known)
    known.formers.push(known.facts)
    known.facts = facts
    push(this.#byKey, this.keyOf(facts, known.card), known)
  }

  keyOf(facts: ChargeFacts, card: string): string {
    return chargeKey(facts, card, this.normalise)
  }

  /** Tells pending and posted apart as well: a posted charge that equals what another one was while it was pending is not that one. */
  versionKeyOf(facts: ChargeFacts, card: string): string {
    return `${facts.pending ? '~' : ''}${this.keyOf(facts, card)}`
  }

  withKey(key: string): readonly KnownCharge[] {
    return this.#byKey.get(key) ?? NONE
  }

  withFormerKey(key: string): readonly KnownCharge[] {
    return this.#byFormerKey.get(key) ?? NONE
  }
}

const NONE: readonly KnownCharge[] = []

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

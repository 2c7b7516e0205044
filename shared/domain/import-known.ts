/** The charges of one account that a file's rows are compared with: those in the books and those of files before it. */
import { chargeKey, type ChargeFacts, type Trace } from './import-charge.ts'
import { matchName } from './match-name.ts'
import { MerchantNames } from './merchant-likeness.ts'

const NO_FACTS: readonly ChargeFacts[] = []
const NO_TRACES: readonly Trace[] = []
const NO_FAMILIES: readonly string[] = []

/** A hundred thousand of these are compared at a time: lists exist only where there is something in them. */
export class KnownCharge {
  /** Positive: id of a stored charge. Negative: -(row + 1) of the preview row that brings it. */
  readonly ref: number
  /** How it is in the books, or in the row that brings it. */
  readonly stored: ChargeFacts
  /** The newest that is known of it, once rows of this preview have updated it. */
  facts: ChargeFacts
  card: string
  /** The bank took it back and a person agreed: it is not in the books, and does not come in again. */
  readonly takenBack: boolean
  /** How it was before files changed it: a pending charge that posted under another id (DOMAIN.md 1.8). */
  formers: readonly ChargeFacts[]
  /** What files said of it. Those of a family that `knowsTraces` denies are still in the database. */
  traces: readonly Trace[]
  /** The comparison that paired it with a row, and the one that paired a former version of it. */
  claimedBy = 0
  formerClaimedBy = 0
  #loaded: readonly string[] | 'all'

  constructor(known: {
    readonly ref: number
    readonly facts: ChargeFacts
    readonly card: string
    readonly formers?: readonly ChargeFacts[]
    readonly takenBack?: boolean
    /** All there are; without, they are loaded when they are needed. */
    readonly traces?: readonly Trace[]
  }) {
    this.ref = known.ref
    this.stored = known.facts
    this.facts = known.facts
    this.card = known.card
    this.formers = known.formers ?? NO_FACTS
    this.takenBack = known.takenBack ?? false
    this.traces = known.traces ?? NO_TRACES
    this.#loaded = known.traces === undefined ? NO_FAMILIES : 'all'
  }

  knowsTraces(family: string): boolean {
    return this.#loaded === 'all' || this.#loaded.includes(family)
  }

  addTrace(trace: Trace): void {
    this.traces = [...this.traces, trace]
  }

  /** All traces of this family are there now. `families`: the list that has it as well, shared by many charges. */
  loadedTraces(families: readonly string[]): void {
    if (this.#loaded !== 'all') this.#loaded = this.#loaded.length === 0 ? families : [...this.#loaded, ...families]
  }

  tracesOf(family: string): readonly Trace[] {
    return this.traces.length === 0 ? NO_TRACES : this.traces.filter((trace) => trace.family === family)
  }
}

type Bag = Map<string, KnownCharge | KnownCharge[]>

export class KnownCharges {
  /** Likeness of merchants, remembered by name. */
  readonly names = new MerchantNames()
  readonly #byKey: Bag = new Map()
  readonly #byFormerKey: Bag = new Map()
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
    put(this.#byKey, this.keyOf(known.facts, known.card), known)
    for (const former of known.formers) put(this.#byFormerKey, this.versionKeyOf(former, known.card), known)
  }

  /** From now on the charge is what `facts` says; what it was stays known as a former version. */
  update(known: KnownCharge, facts: ChargeFacts): void {
    const key = this.keyOf(known.facts, known.card)
    this.#byKey.set(key, this.withKey(key).filter((other) => other !== known))
    put(this.#byFormerKey, this.versionKeyOf(known.facts, known.card), known)
    known.formers = [...known.formers, known.facts]
    known.facts = facts
    put(this.#byKey, this.keyOf(facts, known.card), known)
  }

  keyOf(facts: ChargeFacts, card: string): string {
    return chargeKey(facts, card, this.normalise)
  }

  /** Tells pending and posted apart as well: a posted charge that equals what another one was while it was pending is not that one. */
  versionKeyOf(facts: ChargeFacts, card: string): string {
    return `${facts.pending ? '~' : ''}${this.keyOf(facts, card)}`
  }

  withKey(key: string): readonly KnownCharge[] {
    return listIn(this.#byKey, key)
  }

  withFormerKey(key: string): readonly KnownCharge[] {
    return this.#byFormerKey.size === 0 ? NONE : listIn(this.#byFormerKey, key)
  }
}

const NONE: readonly KnownCharge[] = []

/** Most keys have one charge: it stands there itself. */
function put(bag: Bag, key: string, known: KnownCharge): void {
  const there = bag.get(key)
  if (there === undefined) bag.set(key, known)
  else if (Array.isArray(there)) there.push(known)
  else bag.set(key, [there, known])
}

function listIn(bag: Bag, key: string): readonly KnownCharge[] {
  const there = bag.get(key)
  if (there === undefined) return NONE
  return Array.isArray(there) ? there : [there]
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

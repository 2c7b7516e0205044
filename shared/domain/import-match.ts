/**
 * Compares the rows of one file with the charges that are known of its account.
 *
 * In this order, each rule seeing only rows and charges that the ones before left over:
 * 1. Equal rows are counted (`chargeKey`): the nth of a file is the nth that is known. So two equal charges of one day both stay, the same
 *    file twice adds nothing, overlapping files add what is new (DOMAIN.md 1.2; the rule is firefly-iii #2353's).
 * 2. The same id with another date, amount or text: a change where it clearly is one, else a new charge, because ids are reused (1.3).
 *    Where a bank numbers its rows anew in every download, ids are left aside.
 * 3. The same charge told by another format of the account: equal date and amount, like merchant, as far as the counts line up (1.9).
 * 4. A pending charge that posted under another id, date or amount (1.8).
 * 5. Corrections by name (OFX CORRECTFITID), last, because they may speak of a row of the same file.
 * What is left is new. Rows of one file are never merged with each other.
 */
import { traceIs, traceSays, type FileCharge } from './import-charge.ts'
import { judgeSameId } from './import-change.ts'
import { Comparison, PAUSE, type ComparisonInput, type MatchStep } from './import-comparison.ts'
import { push, type KnownCharge } from './import-known.ts'
import { Lookalikes } from './import-lookalikes.ts'
import { pairPending } from './import-pending.ts'
import { pairRenumbered } from './import-renumbered.ts'

const ROWS_PER_STEP = 2_000
/** Looking through the fields of earlier rows costs more. */
const TRACES_PER_STEP = 500

/** A decision for every row. Changes nothing but the marks by which charges are taken; `remember` adds what was found. */
export function* matchFile(input: ComparisonInput): Generator<MatchStep, Comparison> {
  const comparison = new Comparison(input)
  if (comparison.known.all.length > 0) {
    const reworded = yield* countEqual(comparison)
    const sameId = candidatesById(comparison)
    yield* comparison.traces([...reworded.values(), ...sameId.values()])
    for (const [row, known] of reworded) {
      settleReworded(comparison, row, known)
      if (row % TRACES_PER_STEP === 0) yield PAUSE
    }
    for (const [row, known] of sameId) settleSameId(comparison, row, known)
    pairRenumbered(comparison)
    yield* new Lookalikes(comparison).settle()
    pairPending(comparison)
  }
  yield* settleRest(comparison)
  return comparison
}

/** How closely an equal charge must fit: by wording as well, by being pending or posted as well, or in neither. */
const FITS = ['wording', 'state', 'key'] as const
type Fit = (typeof FITS)[number]

/** Rule 1. Returns rows that equal a charge in all but their wording: whether that is a change depends on who said it. */
function* countEqual(comparison: Comparison): Generator<MatchStep, ReadonlyMap<number, KnownCharge>> {
  const reworded = new Map<number, KnownCharge>()
  // The best fitting go together first: charges that share an id, a day and an amount are told apart by what is left.
  for (const fit of FITS) {
    const cursors = new Map<string, number>()
    for (let row = 0; row < comparison.rows.length; row++) {
      if (row % ROWS_PER_STEP === 0) yield PAUSE
      const charge = comparison.rows[row]
      if (charge === undefined || comparison.decisions[row] !== undefined || reworded.has(row)) continue
      const known = nextEqual(comparison, row, fit, cursors)
      if (known === undefined) continue
      comparison.claim(known)
      settleEqual(comparison, row, charge, known, reworded)
    }
  }
  for (const row of comparison.undecided()) if (!reworded.has(row)) settleFormer(comparison, row)
  return reworded
}

function nextEqual(comparison: Comparison, row: number, fit: Fit, cursors: Map<string, number>): KnownCharge | undefined {
  const charge = comparison.rows[row]
  if (charge === undefined) return undefined
  const key = comparison.known.keyOf(charge, comparison.card(row))
  const equals = comparison.known.withKey(key)
  if (equals.length === 0) return undefined
  const { normalise } = comparison.known
  const wording = fit === 'wording' ? normalise(charge.description) : ''
  // Rows that ask for the same go on where the last one stopped.
  const cursor = `${key}\n${charge.pending}\n${wording}`
  for (let index = cursors.get(cursor) ?? 0; index < equals.length; index++) {
    const known = equals[index]
    if (known === undefined || (fit !== 'key' && known.facts.pending !== charge.pending) || (fit === 'wording' && normalise(known.facts.description) !== wording)) continue
    if (comparison.unclaimed(known)) {
      cursors.set(cursor, index + 1)
      return known
    }
  }
  cursors.set(cursor, equals.length)
  return undefined
}

function settleEqual(comparison: Comparison, row: number, charge: FileCharge, known: KnownCharge, reworded: Map<number, KnownCharge>): void {
  const { facts } = known
  if (known.takenBack) comparison.isDuplicate(row, known, ['the bank took this charge back'])
  else if (facts.pending && !charge.pending) comparison.isChanged(row, known)
  else if (charge.pending && !facts.pending) comparison.isDuplicate(row, known, ['has posted since'])
  else if (facts.description === charge.description || comparison.known.normalise(facts.description) === comparison.known.normalise(charge.description)) comparison.isDuplicate(row, known)
  else reworded.set(row, known)
}

/** A row that says word for word what a charge was before a later file changed it adds nothing and changes nothing back. */
function settleFormer(comparison: Comparison, row: number): void {
  const charge = comparison.rows[row]
  if (charge === undefined) return
  const formers = comparison.known.withFormerKey(comparison.known.versionKeyOf(charge, comparison.card(row)))
  const known = formers.find((former) => comparison.claimFormer(former))
  if (known) comparison.isDuplicate(row, known, comparison.words.between(known.facts, charge))
}

function settleReworded(comparison: Comparison, row: number, known: KnownCharge): void {
  const charge = comparison.rows[row]
  if (charge === undefined) return
  const own = known.tracesOf(comparison.family)
  const told = own.length === 0 || own.some((trace) => traceIs(trace, charge.raw) || traceSays(trace, charge.description))
  if (told) comparison.isDuplicate(row, known)
  else comparison.isChanged(row, known)
}

/** Rule 2: open rows whose id exactly one free charge has, and no other open row. */
function candidatesById(comparison: Comparison): ReadonlyMap<number, KnownCharge> {
  const rowsOf = new Map<string, number[]>()
  for (const row of comparison.undecided()) {
    const charge = comparison.rows[row]
    if (charge !== undefined && charge.externalId !== null && charge.correction === null) push(rowsOf, charge.externalId, row)
  }
  const found = new Map<number, KnownCharge>()
  if (rowsOf.size === 0) return found
  const knownOf = new Map<string, KnownCharge[]>()
  for (const known of comparison.known.all) {
    const { externalId } = known.facts
    if (externalId !== null && rowsOf.has(externalId)) push(knownOf, externalId, known)
  }
  for (const [id, known] of knownOf) {
    const [row, ...others] = rowsOf.get(id) ?? []
    const [only, ...more] = known.filter((each) => comparison.free(each))
    if (row !== undefined && others.length === 0 && only !== undefined && more.length === 0) found.set(row, only)
  }
  return found
}

function settleSameId(comparison: Comparison, row: number, known: KnownCharge): void {
  const charge = comparison.rows[row]
  if (charge === undefined || comparison.decisions[row] !== undefined || !comparison.free(known)) return
  const own = known.tracesOf(comparison.family)
  if (own.some((trace) => traceIs(trace, charge.raw))) {
    comparison.isDuplicate(row, known, comparison.words.between(known.facts, charge))
    return
  }
  const verdict = judgeSameId(comparison.known.names, known.facts, charge, comparison.covers(known.facts.postedOn))
  // Another format of the account gives the charge's other date: that is no correction.
  const otherDate = own.length === 0 && known.facts.pending === charge.pending && known.facts.amountMinor === charge.amountMinor
  if (verdict === 'duplicate' || (verdict !== 'new' && otherDate)) comparison.isDuplicate(row, known, comparison.words.between(known.facts, charge))
  else if (verdict === 'changed') comparison.isChanged(row, known)
  else if (verdict === 'conflict') {
    comparison.claim(known)
    comparison.isConflict(row, known, 'same id and day')
  }
}

/** Everything that is left is new, but for corrections, which may be of one of those (`finishFile`). */
function* settleRest(comparison: Comparison): Generator<MatchStep> {
  for (const [index, row] of comparison.undecided().entries()) {
    if (index % ROWS_PER_STEP === 0) yield PAUSE
    if (comparison.rows[row]?.correction === null) comparison.isNew(row)
  }
}

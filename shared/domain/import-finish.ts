/** The end of a file's comparison: corrections, and what later files of the same preview are compared with. */
import { daysBetween } from './time.ts'
import type { FileCharge } from './import-charge.ts'
import { PAUSE, type Comparison, type MatchStep } from './import-comparison.ts'
import { KnownCharge, push } from './import-known.ts'

const ROWS_PER_STEP = 2_000

/**
 * Settles corrections (OFX CORRECTFITID) and adds what the file brought to the known charges.
 *
 * `refOf` names a row of the preview as `KnownCharge.ref` does. Nothing is remembered when no later file will ask and no row corrects another.
 */
export function* finishFile(comparison: Comparison, refOf: (row: number) => number, later: boolean): Generator<MatchStep> {
  const corrections = comparison.undecided()
  if (!later && corrections.length === 0) return
  for (let row = 0; row < comparison.rows.length; row++) {
    if (row % ROWS_PER_STEP === 0) yield PAUSE
    remember(comparison, row, refOf(row))
  }
  const byId = knownById(comparison)
  for (const row of corrections) {
    settleCorrection(comparison, row, byId)
    remember(comparison, row, refOf(row))
  }
}

function remember(comparison: Comparison, row: number, ref: number): void {
  const decision = comparison.decisions[row]
  const facts = comparison.rows[row]
  if (decision === undefined || facts === undefined || decision.takesBack) return
  const trace = { family: comparison.family, raw: facts.raw }
  const { known } = decision
  if (decision.status === 'new' || decision.status === 'conflict') {
    // Under a conflict's own ref too: the same row in a second file is then a duplicate of it, whatever a person decides.
    comparison.known.add(new KnownCharge({ ref, facts, card: comparison.card(row), traces: [trace] }))
  } else if (known !== null && !known.takenBack) {
    if (decision.status === 'changed') comparison.known.update(known, facts)
    known.addTrace(trace)
  }
}

function knownById(comparison: Comparison): ReadonlyMap<string, readonly KnownCharge[]> {
  const byId = new Map<string, KnownCharge[]>()
  for (const known of comparison.known.all) {
    if (known.takenBack) continue
    const ids = new Set([known.facts, ...known.formers].map(({ externalId }) => externalId))
    for (const id of ids) if (id !== null) push(byId, id, known)
  }
  return byId
}

/**
 * A replacement by name is sure where one charge has the name. A deletion never is: a charge goes only when a person says so.
 */
function settleCorrection(comparison: Comparison, row: number, byId: ReadonlyMap<string, readonly KnownCharge[]>): void {
  const charge = comparison.rows[row]
  if (charge === undefined || charge.correction === null) return
  const { kind, externalId } = charge.correction
  const found = byId.get(externalId) ?? []
  const nearest = found.toSorted((a, b) => distance(a, charge) - distance(b, charge))[0]
  if (kind === 'delete') {
    if (nearest) comparison.isConflict(row, nearest, 'the bank takes this charge back', true)
    else comparison.isMoot(row, 'takes back a charge that is not here')
  } else if (nearest === undefined) comparison.isNew(row)
  else if (found.length === 1) comparison.isChanged(row, nearest)
  else comparison.isConflict(row, nearest, `corrects one of ${found.length} charges with the same id`)
}

function distance(known: KnownCharge, charge: FileCharge): number {
  return Math.abs(daysBetween(known.facts.postedOn, charge.postedOn))
}

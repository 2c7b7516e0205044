/** Banks that number their rows anew in every download: the ids of such a file say nothing. */
import type { Comparison } from './import-comparison.ts'
import { push, type KnownCharge } from './import-known.ts'

/** Fewer equal rows than this under other ids can be chance, and are charges of their own. */
const MIN_RENUMBERED = 5

/**
 * Where not one id of the file is known, and yet rows of it equal known charges of its days in all but the id, those rows are counted by
 * day, amount and wording, as rows without ids are. One id that is known again, and every other one is taken at its word.
 */
export function pairRenumbered(comparison: Comparison): void {
  const open: number[] = []
  for (const [row, charge] of comparison.rows.entries()) {
    if (charge.externalId === null || charge.correction !== null) continue
    if (comparison.decisions[row] !== undefined) return
    open.push(row)
  }
  if (open.length < MIN_RENUMBERED) return
  const equals = knownByContent(comparison)
  const pairs: (readonly [number, KnownCharge])[] = []
  for (const row of open) {
    const known = equals.get(contentOf(comparison, row))?.shift()
    if (known) pairs.push([row, known])
  }
  if (pairs.length < MIN_RENUMBERED) return
  for (const [row, known] of pairs) comparison.isDuplicate(row, known, ['the bank gave it another id'])
}

function knownByContent(comparison: Comparison): Map<string, KnownCharge[]> {
  const equals = new Map<string, KnownCharge[]>()
  for (const known of comparison.known.all) {
    const { facts } = known
    if (facts.externalId === null || !comparison.free(known) || !comparison.covers(facts.postedOn)) continue
    push(equals, comparison.known.keyOf({ ...facts, externalId: null }, `${known.card}|${facts.pending}`), known)
  }
  return equals
}

function contentOf(comparison: Comparison, row: number): string {
  const charge = comparison.rows[row]
  return charge === undefined ? '' : comparison.known.keyOf({ ...charge, externalId: null }, `${comparison.card(row)}|${charge.pending}`)
}

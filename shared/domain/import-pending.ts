/** Rule 4 of import-match.ts: a pending charge and what it posted as, under another id, date or amount. */
import { closeness, mayHavePosted, PENDING_DAYS, type CardCharge } from './import-change.ts'
import type { ChargeFacts } from './import-charge.ts'
import type { Comparison } from './import-comparison.ts'
import { push, type KnownCharge } from './import-known.ts'

interface Pairing {
  readonly row: number
  readonly known: KnownCharge
  /** The amount stayed; else it grew (a tip) or shrank. */
  readonly close: 'equal' | 'more' | 'less'
}

/**
 * Open posted rows against free pending charges, and open pending rows against free posted charges (the older file came second).
 *
 * Equal amounts are interchangeable and are counted; another amount is paired only where neither side has a choice. Everything else that
 * could be is left to a person.
 */
export function pairPending(comparison: Comparison): void {
  const open = comparison.undecided().filter((row) => comparison.rows[row]?.correction === null)
  if (open.length === 0) return
  const pairings = findPairings(comparison, open)
  pairEqual(comparison, pairings.filter(({ close }) => close === 'equal'))
  const left = pairings.filter(({ row, known }) => comparison.decisions[row] === undefined && comparison.free(known))
  const rowsOf = Map.groupBy(left, ({ known }) => known)
  const knownOf = Map.groupBy(left, ({ row }) => row)
  for (const [row, choices] of knownOf) {
    const [first] = choices
    if (first === undefined || comparison.decisions[row] !== undefined) continue
    const sure = choices.length === 1 && rowsOf.get(first.known)?.length === 1 && first.close === 'more'
    if (sure) settle(comparison, first)
    else comparison.isConflict(row, first.known, choices.length > 1 ? `could be any of ${choices.length} charges` : 'may be a pending charge that posted')
  }
}

function pairEqual(comparison: Comparison, pairings: readonly Pairing[]): void {
  const inOrder = pairings.toSorted((a, b) => byDate(a.known.facts, b.known.facts))
  for (const pairing of inOrder) if (comparison.decisions[pairing.row] === undefined && comparison.free(pairing.known)) settle(comparison, pairing)
}

function settle(comparison: Comparison, { row, known }: Pairing): void {
  const charge = comparison.rows[row]
  if (charge?.pending === true) comparison.isDuplicate(row, known, comparison.words.between(known.facts, charge))
  else comparison.isChanged(row, known)
}

function findPairings(comparison: Comparison, open: readonly number[]): Pairing[] {
  const rowsByDay = new Map<number, number[]>()
  for (const row of open) {
    const charge = comparison.rows[row]
    if (charge) push(rowsByDay, comparison.day(charge.postedOn), row)
  }
  const anyPendingRow = open.some((row) => comparison.rows[row]?.pending === true)
  const found: Pairing[] = []
  for (const known of comparison.known.all) {
    // Most charges and rows have posted: only what is pending on one side is looked at.
    if (!comparison.free(known) || (!known.facts.pending && !anyPendingRow)) continue
    const day = comparison.day(known.facts.postedOn)
    const [from, to] = known.facts.pending ? [day - 1, day + PENDING_DAYS] : [day - PENDING_DAYS, day + 1]
    for (let at = from; at <= to; at++) for (const row of rowsByDay.get(at) ?? []) addPairing(comparison, row, known, found)
  }
  return found
}

function addPairing(comparison: Comparison, row: number, known: KnownCharge, found: Pairing[]): void {
  const facts = comparison.rows[row]
  if (facts === undefined || facts.pending === known.facts.pending) return
  const side: CardCharge = { facts, card: comparison.card(row) }
  const [pending, posted] = known.facts.pending ? [known, side] : [side, known]
  const close = closeness(pending.facts.amountMinor, posted.facts.amountMinor)
  if (close !== 'no' && mayHavePosted(comparison.known.names, pending, posted)) found.push({ row, known, close })
}

function byDate(a: ChargeFacts, b: ChargeFacts): number {
  return a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : 0
}

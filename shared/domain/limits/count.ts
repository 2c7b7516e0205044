/** How much of a limit is used, and what is in force. */
import type { LimitTerms, Movement, Raise } from './terms.ts'
import type { Window } from './windows.ts'

/** The limit's own amount, or that of a raise while it lasts. */
export function amountInForce(minor: number, raise: Raise | null, at: number): number {
  return raise !== null && at < raise.until ? raise.minor : minor
}

/** True where a limit counts such a movement at all, whenever it was. */
export function counts(terms: LimitTerms, { kind, isPending, currency, category }: Omit<Movement, 'at' | 'minor'>): boolean {
  if (currency !== terms.currency || (isPending && !terms.countsPending) || (kind === 'refund' && !terms.countsRefunds)) return false
  return terms.categories === null || terms.categories.includes(category)
}

/** What of a window is used: never below zero, however much came back. */
export function used(terms: LimitTerms, movements: Iterable<Movement>, { from, until }: Window): number {
  let minor = 0
  for (const movement of movements) if (movement.at >= from && movement.at < until && counts(terms, movement)) minor -= movement.minor
  return Math.max(0, minor)
}

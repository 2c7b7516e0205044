/** The largest few by name, the rest folded. */
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'

export type PersonSpend = Overview['byPerson'][number]

export interface Folded {
  readonly shown: readonly PersonSpend[]
  readonly restCount: number
  readonly restMinor: number
}

export const MAX_BARS = 8

/** One more than fits is shown rather than folded into "1 more": it would take the same place. */
export function foldPeople(people: readonly PersonSpend[], max: number = MAX_BARS): Folded {
  const ordered = people.filter((person) => person.spendMinor !== 0).toSorted((a, b) => b.spendMinor - a.spendMinor)
  const shown = ordered.length <= max + 1 ? ordered : ordered.slice(0, max)
  const rest = ordered.slice(shown.length)
  return { shown, restCount: rest.length, restMinor: rest.reduce((sum, person) => sum + person.spendMinor, 0) }
}

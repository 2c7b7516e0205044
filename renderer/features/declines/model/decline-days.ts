import { momentOf } from '#renderer/lib/moments.ts'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'

export interface DeclineDay {
  readonly day: string
  readonly declines: readonly Decline[]
}

/** By the person's own days, in the order given (newest first). */
export function declineDays(declines: readonly Decline[]): readonly DeclineDay[] {
  const days = new Map<string, Decline[]>()
  for (const decline of declines) {
    const { day } = momentOf(decline.at)
    days.set(day, [...(days.get(day) ?? []), decline])
  }
  return [...days].map(([day, some]) => ({ day, declines: some }))
}

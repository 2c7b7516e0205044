/** An approval that is changed before it is given. The engine checks again. */
import type { Money } from '#shared/domain/money.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { dayOfEnd, endOfDay } from '#renderer/lib/until-words.ts'

export interface ApproveDraft {
  readonly minor: number | null
  /** null: for good. */
  readonly day: string | null
  readonly isForGood: boolean
  readonly note: string
}

export interface ApproveProblems {
  readonly amount?: string
  readonly until?: string
}

export function draftOf({ amount, until }: Pick<LimitRequest, 'amount' | 'until'>): ApproveDraft {
  return { minor: amount.minor, day: until === null ? null : dayOfEnd(until), isForGood: until === null, note: '' }
}

/** The end that was asked for stays to the minute where its day was not changed. */
export function untilOf({ day, isForGood }: ApproveDraft, { until }: Pick<LimitRequest, 'until'>): number | null {
  if (isForGood || day === null) return null
  return until !== null && dayOfEnd(until) === day ? until : endOfDay(day)
}

export function approveProblems(draft: ApproveDraft, request: Pick<LimitRequest, 'current' | 'amount' | 'until'>, { money, now }: { readonly money: (money: Money) => string; readonly now: number }): ApproveProblems {
  const until = untilOf(draft, request)
  return { ...amountProblem(draft.minor, request, money), ...untilProblem(draft, until, now) }
}

function amountProblem(minor: number | null, { current, amount }: Pick<LimitRequest, 'current' | 'amount'>, money: (money: Money) => string): ApproveProblems {
  if (minor === null) return { amount: 'Say how much.' }
  if (current !== null && current.inForce.currency === amount.currency && minor <= current.inForce.minor) return { amount: `It is ${money(current.inForce)} already: more than that, or decline.` }
  return {}
}

function untilProblem({ day, isForGood }: ApproveDraft, until: number | null, now: number): ApproveProblems {
  if (!isForGood && day === null) return { until: 'Choose the last day, or for good.' }
  return until !== null && until <= now ? { until: 'That is over already.' } : {}
}

export function noteOf({ note }: Pick<ApproveDraft, 'note'>): string | null {
  return note.trim() === '' ? null : note.trim()
}

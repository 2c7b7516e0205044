/** What somebody asks for, what was said to it, in words. */
import type { Money } from '#shared/domain/money.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { everyText, limitName } from '#renderer/lib/interval-words.ts'

export interface RequestWords {
  readonly money: (money: Money) => string
  /** "tonight", "the end of 30 Nov". */
  readonly end: (at: number) => string
  /** "30 Nov": what is over needs no time of day. */
  readonly day: (at: number) => string
}

export const requestKey = ({ connectionId, requestId }: Pick<LimitRequest, 'connectionId' | 'requestId'>): string => `${connectionId}:${requestId}`

/** Waits for a person here. */
export function isOpen({ status, waitingFor }: Pick<LimitRequest, 'status' | 'waitingFor'>): boolean {
  return status === 'pending' && waitingFor === null
}

/** "Dana Reyes asks for $500 more", "Dana Reyes asks for a monthly limit of $500". */
export function requestTitle({ person, amount, current }: Pick<LimitRequest, 'person' | 'amount' | 'current'>, { money }: Pick<RequestWords, 'money'>): string {
  const who = person?.name ?? 'Somebody'
  if (current === null) return `${who} asks for a monthly limit of ${money(amount)}`
  const more = amount.currency === current.inForce.currency ? amount.minor - current.inForce.minor : 0
  return more > 0 ? `${who} asks for ${money({ minor: more, currency: amount.currency })} more` : `${who} asks for ${money(amount)}`
}

/** "Dana Reyes asked for $2,500 a month": once it is answered, what is in force now says nothing about it. */
export function answeredTitle({ person, amount, current }: Pick<LimitRequest, 'person' | 'amount' | 'current'>, { money }: Pick<RequestWords, 'money'>): string {
  return `${person?.name ?? 'Somebody'} asked for ${money(amount)} ${everyText(current?.interval ?? 'month')}`.trimEnd()
}

/** "Visa ·· 4242, until 30 Nov". */
export function answeredTerms({ card, until }: Pick<LimitRequest, 'card' | 'until'>, { day }: Pick<RequestWords, 'day'>): string {
  return `${card === null ? '' : `${card.name}, `}${lengthText(until, day)}`
}

/** "$2,500 instead of $2,000 a month on Visa ·· 4242, until the end of 30 Nov". */
export function requestTerms({ amount, current, card, until }: Pick<LimitRequest, 'amount' | 'current' | 'card' | 'until'>, { money, end }: RequestWords): string {
  const instead = current === null ? `${money(amount)} a month` : `${money(amount)} instead of ${money(current.inForce)} ${everyText(current.interval)}`.trimEnd()
  return `${instead}${card === null ? '' : ` on ${card.name}`}, ${lengthText(until, end)}`
}

export function lengthText(until: number | null, end: (at: number) => string): string {
  return until === null ? 'for good' : `until ${end(until)}`
}

/** "Approve $2,500 until the end of 30 Nov". */
export function approveLabel(amount: Money, until: number | null, { money, end }: RequestWords): string {
  return `Approve ${money(amount)} ${lengthText(until, end)}`
}

/** "$1,940 of the monthly limit of $2,000 is used". */
export function usedText({ used, inForce, interval }: NonNullable<LimitRequest['current']>, { money }: Pick<RequestWords, 'money'>): string {
  return `${money(used)} of the ${limitName(interval)} of ${money(inForce)} is used`
}

/** "12 kB": as file managers count. */
export function bytesText(bytes: number, count: (value: number) => string): string {
  if (bytes < 1_000) return `${count(bytes)} bytes`
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${count(size < 10 ? Math.round(size * 10) / 10 : Math.round(size))} ${unit}`
}

/** How it was answered: "Approved by Mara Ellison: $2,500 for good". */
export function outcomeText({ status, waitingFor, decision, amount, until, approvedByRule }: Pick<LimitRequest, 'status' | 'waitingFor' | 'decision' | 'amount' | 'until' | 'approvedByRule'>, words: RequestWords): string {
  if (waitingFor === 'decline') return 'Declined here, not sent yet'
  if (waitingFor === 'approve') return approvedByRule ? 'Approved by a rule, not sent yet' : 'Approved here, not sent yet'
  const by = approvedByRule ? ' by a rule' : decision === null || decision.by === '' ? '' : ` by ${decision.by}`
  switch (status) {
    case 'approved':
      return `Approved${by}: ${words.money(decision?.amount ?? amount)} ${lengthText(decision === null ? until : decision.until, words.day)}`
    case 'declined':
      return `Declined${by}`
    case 'withdrawn':
      return 'Taken back'
    case 'pending':
      return 'Waits for you'
    case 'unknown':
      return 'Its state is not known here'
  }
}

/** Oldest first: who asked first waits longest. */
export function openRequests(requests: readonly LimitRequest[]): readonly LimitRequest[] {
  return requests.filter(isOpen).toSorted((a, b) => a.requestedAt - b.requestedAt)
}

/** What was answered, the newest answer first; what waits to be sent before all. */
export function answeredRequests(requests: readonly LimitRequest[]): readonly LimitRequest[] {
  const at = (request: LimitRequest) => (request.waitingFor === null ? (request.decision?.at ?? request.requestedAt) : Number.POSITIVE_INFINITY)
  return requests.filter((request) => !isOpen(request)).toSorted((a, b) => at(b) - at(a) || b.requestedAt - a.requestedAt)
}

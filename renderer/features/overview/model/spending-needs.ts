/** What of spending waits for a person: requests, refused charges of today, limits that are nearly used. */
import type { Money } from '#shared/domain/money.ts'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { itemHref, limitsHref } from '#renderer/lib/links.ts'
import { everyText } from '#renderer/lib/interval-words.ts'
import { momentOf } from '#renderer/lib/moments.ts'

export interface SpendingNeed {
  readonly key: string
  readonly kind: 'request' | 'decline'
  readonly text: string
  readonly detail: string
  readonly action: string
  readonly href: string
}

type Words = (money: Money) => string

/** Shown one by one up to here; more are one line. */
const ONE_BY_ONE = 3

export function requestNeeds(requests: readonly LimitRequest[], cardIds: readonly number[] | null, money: Words): readonly SpendingNeed[] {
  const open = requests.filter(({ status, waitingFor, card }) => status === 'pending' && waitingFor === null && inScope(card?.id, cardIds))
  const base = { kind: 'request', href: limitsHref('requests') } as const
  if (open.length > ONE_BY_ONE) {
    const names = [...new Set(open.map(({ person }) => person?.name ?? 'Somebody'))]
    return [{ ...base, key: 'requests', text: `${open.length} limit requests wait`, detail: `From ${firstFew(names)}.`, action: 'Decide' }]
  }
  return open.toSorted((a, b) => a.requestedAt - b.requestedAt).map((request) => ({
    ...base, key: `request ${request.connectionId} ${request.requestId}`, text: requestText(request, money), detail: request.reason === '' ? (request.card?.name ?? '') : `“${request.reason}”`, action: 'Decide',
  }))
}

function requestText({ person, amount, current }: LimitRequest, money: Words): string {
  const who = person?.name ?? 'Somebody'
  if (current === null || current.inForce.currency !== amount.currency) return `${who} asks for a limit of ${money(amount)}`
  return `${who} asks for ${money({ minor: amount.minor - current.inForce.minor, currency: amount.currency })} more ${everyText(current.interval)}`.trimEnd()
}

/** Those of today that did not go through later and that something here would help. */
export function declineNeeds(declines: readonly Decline[], cardIds: readonly number[] | null, today: string, money: Words): readonly SpendingNeed[] {
  const open = declines.filter((decline) => momentOf(decline.at).day === today && !decline.passedLater && decline.remedies.length > 0 && inScope(decline.card.id, cardIds))
  const base = { kind: 'decline', href: limitsHref('declines') } as const
  if (open.length > ONE_BY_ONE) {
    const names = [...new Set(open.map(({ person, card }) => person?.name ?? card.name))]
    return [{ ...base, key: 'declines', text: `${open.length} charges were declined today`, detail: `Of ${firstFew(names)}. One click helps.`, action: 'See what helps' }]
  }
  return open.map((decline) => ({
    ...base, key: `decline ${decline.connectionId} ${decline.declineId}`,
    text: `${money({ ...decline.amount, minor: Math.abs(decline.amount.minor) })} at ${decline.merchant} was declined`,
    detail: `${decline.person?.name ?? decline.card.name}, today at ${momentOf(decline.at).time}`, action: 'See what helps',
  }))
}

function inScope(cardId: number | undefined, cardIds: readonly number[] | null): boolean {
  return cardIds === null || (cardId !== undefined && cardIds.includes(cardId))
}

function firstFew(names: readonly string[]): string {
  const shown = names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} others`]
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

export interface NearLimit {
  readonly key: string
  readonly who: string
  readonly share: number
  readonly used: Money
  readonly inForce: Money
  readonly interval: string
  readonly resetsAt: number | null
  readonly isPassed: boolean
  readonly href: string
}

const NEAR = 0.8
const MOST_NEAR = 6

/** Over 80 % used, the fullest first; a charge's own limit does not fill up, and one of nothing was meant so. */
export function nearLimits(limits: readonly Limit[], cardIds: readonly number[] | null): { readonly shown: readonly NearLimit[]; readonly more: number } {
  const near = limits
    .filter((limit) => limit.interval !== 'per-charge' && limit.inForce.minor > 0 && limit.used.minor / limit.inForce.minor >= NEAR && (cardIds === null || limit.cardIds.some((id) => cardIds.includes(id))))
    .map((limit) => ({
      key: limit.key, who: limit.who, share: limit.used.minor / limit.inForce.minor, used: limit.used, inForce: limit.inForce, interval: limit.interval, resetsAt: limit.resetsAt, isPassed: limit.left.minor <= 0,
      href: itemHref(limit.scope.kind === 'card' ? 'card' : 'person', limit.scope.id),
    }))
    .toSorted((a, b) => b.share - a.share)
  return { shown: near.slice(0, MOST_NEAR), more: Math.max(0, near.length - MOST_NEAR) }
}

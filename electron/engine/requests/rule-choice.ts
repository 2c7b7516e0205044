/** Which rule, if any, approves a request. Pure: what it needs to know is given to it. */
import type { ApprovalRule, LimitRequest } from '#shared/rpc/contract/requests.contract.ts'

const DAY_MS = 86_400_000

/** Why a rule leaves a request to a person. */
export type LeftAlone = 'off' | 'person' | 'currency' | 'amount' | 'length' | 'ended'

/**
 * The first rule that would approve it; how often it has done so is asked afterwards, where it costs a look into the books.
 *
 * A request that does not go beyond what is allowed already is nothing to approve: the issuer would refuse it.
 */
export function rulesFor(request: LimitRequest, rules: readonly ApprovalRule[], now: number): readonly ApprovalRule[] {
  if (request.status !== 'pending' || request.waitingFor !== null || request.person === null) return []
  if (request.current !== null && (request.current.inForce.currency !== request.amount.currency || request.amount.minor <= request.current.inForce.minor)) return []
  return rules.filter((rule) => leavesAlone(rule, request, now) === undefined)
}

export function leavesAlone(rule: ApprovalRule, { person, amount, until }: Pick<LimitRequest, 'person' | 'amount' | 'until'>, now: number): LeftAlone | undefined {
  if (!rule.isOn) return 'off'
  if (rule.people !== null && !rule.people.some(({ id }) => id === person?.id)) return 'person'
  if (rule.upTo.currency !== amount.currency) return 'currency'
  if (amount.minor > rule.upTo.minor) return 'amount'
  if (until !== null && until <= now) return 'ended'
  if (rule.mostDays !== null && (until === null || until > now + rule.mostDays * DAY_MS)) return 'length'
  return undefined
}

import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plainMoney } from '#renderer/lib/plain-money.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import type { Money } from '#shared/domain/money.ts'
import { declineNeeds, nearLimits, requestNeeds, type NearLimit, type SpendingNeed } from './model/spending-needs.ts'

export interface SpendingNeeds {
  readonly needs: readonly SpendingNeed[]
  readonly near: readonly NearLimit[]
  /** Near a limit as well, and not shown. */
  readonly moreNear: number
}

/** Enough for one day of a company. */
const NEWEST_DECLINES = 50

/** What is asked, refused and nearly used, of the cards in scope. What cannot be asked just now is left out. */
export function useSpendingNeeds(): SpendingNeeds {
  const formats = useFormats()
  const { cardIds } = useScope()
  const requests = useEngineQuery((ask) => ask.requests.list({ status: 'pending' }))
  const declines = useEngineQuery((ask) => ask.declines.list({ cardIds: null, before: null, limit: NEWEST_DECLINES }))
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }))
  const money = (value: Money) => plainMoney(value, formats)
  const near = nearLimits(limits.data ?? [], cardIds)
  return {
    needs: [...requestNeeds(requests.data ?? [], cardIds, money), ...declineNeeds(declines.data?.declines ?? [], cardIds, formats.today, money)],
    near: near.shown,
    moreNear: near.more,
  }
}

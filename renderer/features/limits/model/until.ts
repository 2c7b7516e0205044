/** Until when a limit that is used up already lets nothing more through. */
import { isByCycle, windowAt } from '#shared/domain/limits/windows.ts'
import { TimeZones } from '#shared/domain/limits/time-zone.ts'
import type { Limit, LimitRules } from '#shared/rpc/contract/limits.contract.ts'

export type Until = { readonly kind: 'at'; readonly at: number } | { readonly kind: 'cycle' } | { readonly kind: 'moving' } | { readonly kind: 'never' }

/** `known`: limits of the same card or person; one that counts by the billing cycle says when it closes. */
export function untilOf(rules: Pick<LimitRules, 'interval' | 'window' | 'timeZone' | 'weekStartsOn'>, known: readonly Pick<Limit, 'interval' | 'window' | 'timeZone' | 'weekStartsOn' | 'resetsAt'>[], now: number): Until {
  if (rules.interval === 'total' || rules.interval === 'per-charge') return { kind: 'never' }
  if (isByCycle(rules)) {
    const cycle = known.find((limit) => isByCycle(limit) && limit.resetsAt !== null)
    const closesAt = cycle?.resetsAt ?? null
    return closesAt === null ? { kind: 'cycle' } : { kind: 'at', at: closesAt }
  }
  const resetsAt = windowAt(rules, now, { closeDay: 28, timeZone: 'UTC' }, new TimeZones())?.resetsAt ?? null
  return resetsAt === null ? { kind: 'moving' } : { kind: 'at', at: resetsAt }
}

/** "1 Dec", "its billing cycle closes"; null where no moment can be named. */
export function untilWords(until: Until, moment: (at: number) => string): string | null {
  if (until.kind === 'at') return moment(until.at)
  if (until.kind === 'cycle') return 'its billing cycle closes'
  return until.kind === 'moving' ? 'enough of it is far enough back' : null
}

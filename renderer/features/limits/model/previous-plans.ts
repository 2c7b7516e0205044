/** What to save again to take a change back: the limits and controls of each target as they were. */
import type { ControlSet, Limit, LimitScope, PlanEdit, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { NO_CONTROLS } from './draft.ts'
import { isSetOn, sameScope } from './targets.ts'

/** The plan that a card or person has now. */
export function currentPlan(target: LimitScope, limits: readonly Limit[], controls: readonly ControlSet[]): SpendingPlan {
  const set = controls.find((one) => sameScope(one.scope, target))
  const own = limits.filter((limit) => isSetOn(limit, target))
  return { limits: withoutTwins(own), controls: set === undefined ? null : rulesOf(set) }
}

/** A person's limits may be set alike at several issuers: said once. */
function withoutTwins(limits: readonly Limit[]): SpendingPlan['limits'] {
  const byKey = new Map<string, SpendingPlan['limits'][number]>()
  for (const { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode } of limits) {
    const key = `${interval} ${(categories ?? []).toSorted().join(',')}`
    if (!byKey.has(key)) byKey.set(key, { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode })
  }
  return [...byKey.values()].toSorted((a, b) => ORDER.indexOf(a.interval) - ORDER.indexOf(b.interval))
}

const ORDER: readonly string[] = ['month', 'billing-cycle', 'quarter', 'year', 'total', 'week', 'day', 'per-charge']

function rulesOf({ connectionId: _connection, scope: _scope, who: _who, waiting: _waiting, ...rules }: ControlSet): NonNullable<SpendingPlan['controls']> {
  return rules
}

/**
 * The saves that bring back what was, targets of equal plans together. null where it cannot be brought back as it was: a limit of nothing
 * cannot be set again, and of a person known to several issuers one plan would overwrite the other.
 */
export function undoEdits(edit: PlanEdit, limits: readonly Limit[], controls: readonly ControlSet[]): readonly PlanEdit[] | null {
  const groups = new Map<string, { readonly targets: LimitScope[]; readonly plan: SpendingPlan }>()
  for (const target of edit.targets) {
    const own = limits.filter((limit) => isSetOn(limit, target))
    if (own.some((limit) => limit.amount.minor < 1 || limit.raise !== null) || new Set(own.map((limit) => limit.connectionId)).size > 1) return null
    const before = currentPlan(target, limits, controls)
    const plan: SpendingPlan = { limits: before.limits, controls: edit.plan.controls === null ? null : (before.controls ?? NO_CONTROLS) }
    const key = JSON.stringify(plan)
    const group = groups.get(key)
    if (group) group.targets.push(target)
    else groups.set(key, { targets: [target], plan })
  }
  return [...groups.values()].map(({ targets, plan }) => ({ targets, plan, mode: 'replace' }))
}

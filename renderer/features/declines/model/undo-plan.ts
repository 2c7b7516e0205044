/** How a remedy is taken back: what it changed, found by comparing what was before with what is now. */
import type { ControlRules, ControlSet, Limit } from '#shared/rpc/contract/limits.contract.ts'

/** Raises that were not there before, with what to put back: null where there was none. */
export function changedRaises(before: readonly Pick<Limit, 'key' | 'raise'>[], after: readonly Pick<Limit, 'key' | 'raise'>[]): readonly { readonly key: string; readonly before: Limit['raise'] }[] {
  return after.flatMap(({ key, raise }) => {
    const old = before.find((limit) => limit.key === key)
    if (old === undefined || raise === null || isSameRaise(old.raise, raise)) return []
    return [{ key, before: old.raise }]
  })
}

function isSameRaise(a: Limit['raise'], b: NonNullable<Limit['raise']>): boolean {
  return a !== null && a.until === b.until && a.amount.minor === b.amount.minor && a.amount.currency === b.amount.currency
}

export function rulesOf(set: ControlSet): ControlRules {
  const { connectionId: _connection, scope: _scope, who: _who, waiting: _waiting, ...rules } = set
  return rules
}

/** Sets that are others now, as they were before. */
export function changedControls(before: readonly ControlSet[], after: readonly ControlSet[]): readonly ControlSet[] {
  return before.filter((old) => {
    const now = after.find(({ connectionId, scope }) => connectionId === old.connectionId && scope.kind === old.scope.kind && scope.id === old.scope.id)
    return now !== undefined && JSON.stringify(rulesOf(now)) !== JSON.stringify(rulesOf(old))
  })
}

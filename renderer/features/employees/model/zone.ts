import type { Limit } from '#shared/rpc/contract/limits.contract.ts'

/** Where a day begins for a new limit: as most limits of that connection have it, else where the person here is. */
export function zoneFor(limits: readonly Pick<Limit, 'connectionId' | 'timeZone'>[], connectionId: number): string {
  const counts = new Map<string, number>()
  for (const limit of limits) if (limit.connectionId === connectionId) counts.set(limit.timeZone, (counts.get(limit.timeZone) ?? 0) + 1)
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')
}

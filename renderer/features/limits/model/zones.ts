/** Time zones: where a calendar day begins for a limit. */

/** The zone of the computer. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** "New York" for "America/New_York", "UTC" for itself. */
export function zoneCity(zone: string): string {
  const last = zone.split('/').at(-1) ?? zone
  return last.replaceAll('_', ' ')
}

/** "New York time", "UTC". */
export function zoneWords(zone: string): string {
  return zone === 'UTC' || zone === 'Etc/UTC' ? 'UTC' : `${zoneCity(zone)} time`
}

export function zoneExists(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** UTC and what is in use here first, then every other by name. */
export function zoneChoices(inUse: readonly string[], known: readonly string[] = Intl.supportedValuesOf('timeZone')): { readonly near: readonly string[]; readonly rest: readonly string[] } {
  const near = [...new Set([localZone(), ...inUse, 'UTC'])].filter(zoneExists)
  return { near, rest: known.filter((zone) => !near.includes(zone)) }
}

/** The zone that most of these count in; the computer's where there are none. */
export function usualZone(zones: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  const [top] = [...counts].toSorted(([, a], [, b]) => b - a)
  return top?.[0] ?? localZone()
}

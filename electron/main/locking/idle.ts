/** How long nobody was at the computer, and what follows from it. Pure: whoever asks brings the clock. */

export interface Presence {
  /** Since the last key, click or movement in the app's own window. */
  readonly windowIdleMs: number
  /** What the system says about the whole computer; null where it says nothing. */
  readonly systemIdleMs: number | null
  /** Since the system last said anything but zero; null when it never did. */
  readonly systemProvenMs: number | null
}

/** A system that counts has said something else than zero within this time, however busily somebody types. */
const PROVEN_WITHIN_MS = 5 * 60_000

/**
 * How long nobody was there, ms.
 *
 * Where the system cannot count (a bare X server, some Wayland desktops) it answers zero for ever, as if somebody were always
 * there. It is believed only while it shows that it counts; until then the window's own input is all there is. Of two that
 * count the smaller holds: input in the window is somebody, whatever the system says.
 */
export function idleMs({ windowIdleMs, systemIdleMs, systemProvenMs }: Presence): number {
  const counts = systemIdleMs !== null && systemProvenMs !== null && systemProvenMs <= PROVEN_WITHIN_MS
  return counts ? Math.min(windowIdleMs, systemIdleMs) : windowIdleMs
}

/** Between two looks. */
const LOOK_EVERY_MS = 2_000
const LOOK_SOONEST_MS = 100
/** A look that is this late was not late: the machine slept, or the app was stopped. */
export const SLEPT_MS = 60_000

export type IdleVerdict = { readonly lock: 'idle' | 'slept' } | { readonly lookAgainMs: number }

/** Whether to lock now, or when to look again: exactly when the time could be up, but not less often than every two seconds. */
export function judge({ presence, limitMs, sinceLookMs }: { readonly presence: Presence; readonly limitMs: number; readonly sinceLookMs: number }): IdleVerdict {
  if (sinceLookMs > SLEPT_MS) return { lock: 'slept' }
  const left = limitMs - idleMs(presence)
  if (left <= 0) return { lock: 'idle' }
  return { lookAgainMs: Math.min(LOOK_EVERY_MS, Math.max(LOOK_SOONEST_MS, left)) }
}

/**
 * How long to wait after wrong passphrases and PINs, and when they are no longer taken at all: pure rules over two clocks.
 *
 * The wall clock can be set by anyone who sits at the machine, the uptime cannot; the uptime starts again at a
 * reboot, the wall clock does not. So time counts as passed only as far as both agree.
 */

/** Milliseconds to wait after this many wrong attempts in a row; the last one repeats. */
const WAITS_MS = [0, 0, 0, 5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000, 30 * 60_000] as const

/** So many wrong ones in a row, and only the recovery key opens (NIST SP 800-63B-4, activation secrets; PCI DSS 8.3.4). */
export const CLOSED_AFTER = 10
/** So many wrong PINs since the passphrase was last given, and the PIN is not taken until it is. */
export const PIN_CLOSED_AFTER = 5

/** What is known of the wrong attempts. `wall` and `uptime` are the two clocks at the last of them, in ms. */
export interface Attempts {
  /** Passphrases and PINs, in a row. */
  readonly failures: number
  /** PINs alone. */
  readonly pinFailures: number
  readonly wall: number
  readonly uptime: number
}

export interface ClockReading {
  readonly wall: number
  readonly uptime: number
}

export function waitAfter(failures: number): number {
  return WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0
}

/** Milliseconds that are left until the next attempt may be made. */
export function remainingWait(attempts: Attempts, clock: ClockReading): number {
  // An uptime below the recorded one means a reboot: all that surely passed since is the new uptime.
  const byUptime = clock.uptime >= attempts.uptime ? clock.uptime - attempts.uptime : clock.uptime
  // A wall clock before the attempt was set back and says nothing; one that was set forward is held by the uptime.
  const byWall = clock.wall >= attempts.wall ? clock.wall - attempts.wall : byUptime
  return Math.max(0, Math.ceil(waitAfter(attempts.failures) - Math.min(byUptime, byWall)))
}

/** The stricter of two records of the same vault: more failures, or the longer wait where those are equal; and the more wrong PINs of both. */
export function stricter(a: Attempts, b: Attempts, clock: ClockReading): Attempts {
  const pinFailures = Math.max(a.pinFailures, b.pinFailures)
  if (a.failures !== b.failures) return { ...(a.failures > b.failures ? a : b), pinFailures }
  return { ...(remainingWait(a, clock) >= remainingWait(b, clock) ? a : b), pinFailures }
}

/**
 * Rising waits after wrong tries, then a lockout.
 *
 * Counted by what was typed, whether it exists or not, so that waits and lockouts tell nothing about who is a customer. DOMAIN.md 5.6: waits from
 * 30 s to an hour, far under 100 tries; here the tenth locks for a day or until recovery.
 */
import { GatewayError } from '#shared/gateway/errors.ts'
import { DAY, type Desk } from './desk.ts'

export const FREE_TRIES = 3
export const LOCK_AT = 10
const FIRST_WAIT = 30_000
const LONGEST_WAIT = 3_600_000
const LOCK_TIME = DAY

interface Row {
  readonly failures: number
  readonly allowed_at: number
  readonly locked_until: number | null
}

/** The wait after so many failures in a row. */
export function waitAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (failures - FREE_TRIES), LONGEST_WAIT)
}

export class Throttle {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Throws `account_locked` or `sign_in_throttled` while the key has to wait. */
  check(key: string): void {
    const row = this.#row(key)
    const now = this.#desk.clocks.wall()
    if (!row) return
    if (row.locked_until !== null && row.locked_until > now) throw new GatewayError('account_locked', { lockedUntil: row.locked_until, retryAfterMs: row.locked_until - now })
    if (row.allowed_at > now) throw new GatewayError('sign_in_throttled', { retryAfterMs: row.allowed_at - now })
  }

  /** Counts a wrong try; true when it is the one that locks. */
  fail(key: string): boolean {
    const now = this.#desk.clocks.wall()
    const before = this.#row(key)
    // A lockout that has run its time gives a fresh start.
    const failures = (before?.locked_until !== null && before !== undefined && before.locked_until <= now ? 0 : (before?.failures ?? 0)) + 1
    const locks = failures >= LOCK_AT
    this.#desk.store
      .sql('INSERT INTO throttles (key, failures, allowed_at, locked_until) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, allowed_at = excluded.allowed_at, locked_until = excluded.locked_until')
      .run(key, failures, now + waitAfter(failures), locks ? now + LOCK_TIME : null)
    return locks
  }

  clear(key: string): void {
    this.#desk.store.sql('DELETE FROM throttles WHERE key = ?').run(key)
  }

  #row(key: string): Row | undefined {
    return this.#desk.store.sql('SELECT failures, allowed_at, locked_until FROM throttles WHERE key = ?').get(key) as Row | undefined
  }
}

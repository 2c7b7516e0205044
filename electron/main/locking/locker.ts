/** Everything that locks, in one place: by hand, by time, by sleep, by the screen. */
import type { Log } from '../log.ts'

export const LOCK_REASONS = ['hand', 'idle', 'slept', 'sleep', 'screen', 'rekey'] as const
export type LockReason = (typeof LOCK_REASONS)[number]

/** One lock on its way. */
export interface Lock {
  /** The old engine's process has ended, and nothing of the old page is on the screen. */
  readonly gone: Promise<void>
  /** The window shows where to unlock. */
  readonly done: Promise<void>
}

export interface LockerDeps {
  /** Ends every process that held anything of the vault; see windows/locking.ts. */
  readonly lockEverything: () => Lock
  readonly watch: { start(limitMs: number): void; stop(): void }
  readonly now: () => number
  readonly log: Log
}

export interface Locker {
  /** The vault is open, or another time was chosen: from now on it locks after so long without anybody. */
  lockAfter(limitMs: number): void
  lock(reason: LockReason): Promise<void>
}

/** A lock of the screen is told several times: by its saver, by logind, by Electron. What follows this soon is the same lock. */
const SAME_LOCK_MS = 2_000

export function createLocker({ lockEverything, watch, now, log }: LockerDeps): Locker {
  const state: { running?: Promise<void> | undefined; isOpen: boolean; endedAt: number } = { isOpen: false, endedAt: Number.NEGATIVE_INFINITY }
  const run = async (reason: LockReason) => {
    const began = now()
    watch.stop()
    state.isOpen = false
    try {
      const { gone, done } = lockEverything()
      await gone
      log({ event: 'locked', reason, ms: Math.round(now() - began) })
      await done
    } finally {
      state.running = undefined
      state.endedAt = now()
    }
  }
  return {
    lockAfter(limitMs) {
      // An engine that is being ended speaks of a vault that is no longer open.
      if (state.running) return
      state.isOpen = true
      watch.start(limitMs)
    },
    lock(reason) {
      if (state.running) return state.running
      // Whether somebody is unlocking just now is not known here: what is not the same lock again locks, open or not.
      if (!state.isOpen && now() - state.endedAt < SAME_LOCK_MS) return Promise.resolve()
      state.running = run(reason)
      return state.running
    },
  }
}

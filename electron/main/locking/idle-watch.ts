/** Looks every other second whether somebody is there, from the unlocking to the lock. */
import { judge } from './idle.ts'
import type { LockReason } from './locker.ts'

export interface IdleWatchDeps {
  /** Milliseconds that the wall clock cannot move and sleep does not stop. */
  readonly now: () => number
  /** Whole seconds since the last input on the computer; anything but a number that is not negative counts as no answer. */
  readonly systemIdleSeconds: () => number
  /** Whether the system says that the screen is locked; asked where nothing announces it. */
  readonly isScreenLocked: () => boolean
  readonly lock: (reason: LockReason) => void
}

export class IdleWatch {
  readonly #deps: IdleWatchDeps
  #limitMs = 0
  #inputAt = 0
  #provenAt: number | undefined
  #lookedAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deps: IdleWatchDeps) {
    this.#deps = deps
  }

  /** Begins, or goes on with another limit. Unlocking and choosing are both somebody being there. */
  start(limitMs: number): void {
    this.#limitMs = limitMs
    this.#lookedAt = this.#deps.now()
    this.input()
    this.#look()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Somebody did something in the window. */
  input(): void {
    this.#inputAt = this.#deps.now()
  }

  #look(): void {
    this.stop()
    const { lock, isScreenLocked } = this.#deps
    const verdict = this.#judge()
    if ('lock' in verdict) return lock(verdict.lock)
    if (isScreenLocked()) return lock('screen')
    this.#timer = setTimeout(() => this.#look(), verdict.lookAgainMs)
  }

  #judge() {
    const now = this.#deps.now()
    const seconds = this.#deps.systemIdleSeconds()
    const systemIdleMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null
    if (systemIdleMs !== null && systemIdleMs > 0) this.#provenAt = now
    const sinceLookMs = now - this.#lookedAt
    this.#lookedAt = now
    return judge({
      limitMs: this.#limitMs,
      sinceLookMs,
      presence: { windowIdleMs: now - this.#inputAt, systemIdleMs, systemProvenMs: this.#provenAt === undefined ? null : now - this.#provenAt },
    })
  }
}

/** When one connection is synced: one run at a time, the next one planned when it ends. */
import type { KeptError } from '#shared/rpc/contract/sync.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { backoffMs } from './backoff.ts'
import { keptErrorOf } from './failed-attempt.ts'
import type { RunProgress, RunTotals } from './run.ts'
import type { SyncReason } from './runs.queries.ts'
import type { LiveSync } from './sync.queries.ts'
import type { Timing } from './timing.ts'

const EVERY_MS = 5 * 60_000
const FOCUS_AFTER_MS = 60_000

export interface RunnerDeps extends Timing {
  readonly random: () => number
  readonly signedIn: () => Promise<boolean>
  readonly run: (reason: SyncReason, signal: AbortSignal, onProgress: (progress: RunProgress) => void) => Promise<RunTotals>
  /** Sends what waits while a run is at something else; false where that did not work. */
  readonly sendWaiting: (signal: AbortSignal) => Promise<boolean>
  /** When something in the outbox is due by itself. */
  readonly outboxDueAt: () => Promise<number | null>
  readonly stateChanged: () => void
  readonly progressed: () => void
  /** Takes an error that is no part of living with a network. */
  readonly report: (error: unknown) => void
}

interface Running {
  readonly controller: AbortController
  readonly result: Promise<RunTotals>
  readonly listeners: Set<(progress: RunProgress) => void>
}

export class ConnectionRunner {
  readonly #deps: RunnerDeps
  #running: Running | undefined
  #progress: RunProgress | null = null
  #error: KeptError | null = null
  #failures = 0
  #endedAt: number | undefined
  #nextAt: number | null = null
  #cancelTimer: (() => void) | undefined
  #stopped = false

  constructor(deps: RunnerDeps) {
    this.#deps = deps
  }

  get live(): LiveSync {
    return { syncing: this.#running !== undefined, progress: this.#progress, error: this.#error, nextAt: this.#nextAt }
  }

  /** A run in the background, where one is due for this reason. */
  request(reason: SyncReason): void {
    if (this.#stopped) return
    if (this.#running) {
      if (reason === 'change') void this.#sendMeanwhile(this.#running).catch(this.#deps.report)
      return
    }
    if (reason === 'focus' && this.#endedAt !== undefined && Math.abs(this.#deps.now() - this.#endedAt) < FOCUS_AFTER_MS) return
    this.#begin(reason)
  }

  /** The run takes in what follows from it, unless it was over by then. */
  async #sendMeanwhile(running: Running): Promise<void> {
    const isSent = await this.#deps.sendWaiting(running.controller.signal)
    if (isSent && this.#running !== running) this.request('change')
  }

  /** The run under way, or a new one. Whoever cancels it cancels it for all. Throws what the run throws. */
  async join(signal: AbortSignal, onProgress: (progress: RunProgress) => void): Promise<RunTotals> {
    if (this.#stopped) throw new AppError('task.cancelled', {})
    const running = this.#running ?? this.#begin('person')
    const abort = () => running.controller.abort()
    running.listeners.add(onProgress)
    if (this.#progress) onProgress(this.#progress)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    try {
      return await running.result
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  cancel(): void {
    this.#running?.controller.abort()
  }

  /** Ends the run under way and starts none any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#clearTimer()
    this.cancel()
    await this.#running?.result.catch(() => {})
  }

  #begin(reason: SyncReason): Running {
    this.#clearTimer()
    const controller = new AbortController()
    const listeners: Running['listeners'] = new Set()
    const onProgress = (progress: RunProgress) => {
      this.#progress = progress
      for (const listener of listeners) listener(progress)
      this.#deps.progressed()
    }
    const result = this.#run(reason, controller.signal, onProgress)
    // A background run has nobody who waits for it: what went wrong is in its row and in the status.
    result.catch(() => {})
    this.#running = { controller, result, listeners }
    return this.#running
  }

  async #run(reason: SyncReason, signal: AbortSignal, onProgress: (progress: RunProgress) => void): Promise<RunTotals> {
    try {
      if (!(await this.#deps.signedIn())) throw new AppError('auth.signed-out', { reason: 'none' })
      this.#deps.stateChanged()
      const totals = await this.#deps.run(reason, signal, onProgress)
      this.#failures = 0
      this.#error = null
      return totals
    } catch (error) {
      // A session that ended is a state of the connection, no failure of it.
      if (!signal.aborted && !AppError.is(error, 'auth.signed-out')) this.#fail(error)
      throw signal.aborted ? new AppError('task.cancelled', {}) : error
    } finally {
      this.#running = undefined
      this.#progress = null
      this.#endedAt = this.#deps.now()
      await this.#plan().catch(this.#deps.report)
      this.#deps.stateChanged()
    }
  }

  #fail(error: unknown): void {
    this.#failures += 1
    this.#error = keptErrorOf(error)
    if (!(error instanceof AppError)) this.#deps.report(error)
  }

  /** Nothing is planned while nobody is signed in: signing in starts a run. */
  async #plan(): Promise<void> {
    if (this.#stopped || !(await this.#deps.signedIn())) return
    const due = await this.#deps.outboxDueAt()
    const now = this.#deps.now()
    if (this.#stopped || this.#running) return
    const waitMs = this.#failures === 0 ? Math.min(EVERY_MS, Math.max(0, (due ?? Infinity) - now)) : this.#backoff()
    this.#nextAt = now + waitMs
    this.#cancelTimer = this.#deps.setTimer(waitMs, () => this.request('timer'))
  }

  #backoff(): number {
    const asked = this.#error?.details['waitMs']
    // Never at once: a failure that comes back immediately would keep the machine busy.
    return Math.max(1_000, backoffMs(this.#failures, this.#deps.random(), typeof asked === 'number' ? asked : 0))
  }

  #clearTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#nextAt = null
  }
}

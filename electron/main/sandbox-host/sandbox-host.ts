/**
 * Runs the sandbox issuer when it is asked for, and only then: one process, ended with the app, kept through a lock.
 *
 * A death is not answered by itself: whoever needs the sandbox asks again and gets a new one.
 */
import type { SandboxCommand, SandboxMessage } from '#sandbox/control.ts'
import type { SandboxState } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { endChild, type Child } from '../programs/child.ts'
import type { PortMemory } from './port-memory.ts'

export type SandboxProcess = Child<SandboxCommand, SandboxMessage>

export interface SandboxHostDeps {
  /** Starts one on this port of the loopback address; 0 is any free one. */
  readonly start: (port: number) => SandboxProcess
  /** The port it had last time: connections remember its address. */
  readonly port: PortMemory
  readonly log: (event: SandboxEvent) => void
  readonly now: () => number
}

export type SandboxEvent =
  | { readonly event: 'sandbox-started'; readonly pid: number | undefined }
  | { readonly event: 'sandbox-ready'; readonly ms: number }
  | { readonly event: 'sandbox-ended'; readonly code: number | null; readonly expected: boolean }
  | { readonly event: 'sandbox-killed'; readonly reason: 'not-ready' | 'not-ending' }

export interface SandboxHost {
  readonly state: SandboxState
  /** How far its first start is, 0 to 100. */
  readonly percent: number
  readonly pid: number | undefined
  /** The running one's address at once, otherwise when a new one takes requests. Throws `sandbox.failed`. */
  start(): Promise<{ readonly url: string }>
  /** Resolves when its process is gone; a start on its way then fails. */
  stop(): Promise<void>
}

/** Without a word from it for this long while it prepares. */
const SILENT_FOR_MS = 60_000
const WHOLE = 100

export function createSandboxHost(deps: SandboxHostDeps): SandboxHost {
  return new Supervisor(deps)
}

class Supervisor implements SandboxHost {
  readonly #deps: SandboxHostDeps
  #process: SandboxProcess | undefined
  #starting: Promise<{ readonly url: string }> | undefined
  #url: string | undefined
  #percent = 0
  #ending: Promise<void> = Promise.resolve()

  constructor(deps: SandboxHostDeps) {
    this.#deps = deps
  }

  get state(): SandboxState {
    if (this.#url !== undefined) return 'running'
    return this.#starting ? 'preparing' : 'stopped'
  }

  get percent(): number {
    return this.#url === undefined ? this.#percent : WHOLE
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  async start(): Promise<{ readonly url: string }> {
    if (this.#url !== undefined) return { url: this.#url }
    this.#starting ??= this.#begin()
    return this.#starting
  }

  stop(): Promise<void> {
    const child = this.#process
    this.#forget()
    if (child) this.#ending = endChild(child, () => this.#deps.log({ event: 'sandbox-killed', reason: 'not-ending' }))
    return this.#ending
  }

  #begin(): Promise<{ readonly url: string }> {
    const attempt: Promise<{ readonly url: string }> = this.#tryPorts(() => this.#starting === attempt)
      .catch((cause: unknown) => {
        // Such as a folder that cannot be made.
        throw cause instanceof AppError ? cause : new AppError('sandbox.failed', {}, { cause })
      })
      .finally(() => {
        if (this.#starting === attempt) this.#starting = undefined
      })
    return attempt
  }

  /** Its own port first; where that ends it (another program has it), any free one. */
  async #tryPorts(wanted: () => boolean): Promise<{ readonly url: string }> {
    await this.#ending
    const own = await this.#deps.port.recall()
    for (const port of own === undefined ? [0] : [own, 0]) {
      if (!wanted()) break
      const ready = await this.#startOn(port)
      if (!ready) continue
      await this.#deps.port.remember(ready.port)
      return { url: ready.url }
    }
    throw new AppError('sandbox.failed', {})
  }

  /** Undefined when it ended before it was ready. */
  #startOn(port: number): Promise<Extract<SandboxMessage, { t: 'ready' }> | undefined> {
    const { log, now, start } = this.#deps
    const startedAt = now()
    const child = start(port)
    this.#process = child
    log({ event: 'sandbox-started', pid: child.pid })
    return new Promise((resolve) => {
      const watch = watchdog(SILENT_FOR_MS, () => {
        log({ event: 'sandbox-killed', reason: 'not-ready' })
        child.kill()
      })
      child.onMessage((message) => {
        if (message.t === 'preparing') {
          watch.heard()
          if (child === this.#process) this.#percent = message.percent
          return
        }
        watch.end()
        // Stopped while it was on its way: the answer is nobody's any more.
        if (child !== this.#process) return resolve(undefined)
        this.#url = message.url
        log({ event: 'sandbox-ready', ms: now() - startedAt })
        resolve(message)
      })
      child.onExit((code) => {
        watch.end()
        const expected = child !== this.#process
        log({ event: 'sandbox-ended', code, expected })
        if (!expected) {
          this.#process = undefined
          this.#url = undefined
          this.#percent = 0
        }
        resolve(undefined)
      })
    })
  }

  /** What it was is forgotten at once, so that its end is no death and its answers are not heard. */
  #forget(): void {
    this.#process = undefined
    this.#url = undefined
    this.#percent = 0
    this.#starting = undefined
  }
}

function watchdog(ms: number, bark: () => void): { heard(): void; end(): void } {
  const timer = setTimeout(bark, ms)
  return { heard: () => void timer.refresh(), end: () => clearTimeout(timer) }
}

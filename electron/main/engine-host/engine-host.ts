/**
 * Keeps one engine running: starts it, hands every window a port to it, starts it again when it dies, ends it to lock.
 *
 * The engine holds the keys, so a new engine is a locked one. A window notices a death by its port closing; its
 * unanswered calls reject there, and a fresh port follows with the next engine.
 */
import type { EngineState } from '#shared/rpc/bridge.ts'
import type { EngineRefusal, EngineToMain, GrantedFile } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { AnswerHostCall } from '../handlers/host-calls.ts'
import { endChild } from '../programs/child.ts'
import type { EngineProcess, HostPort, StartEngineProcess } from './engine-process.ts'

export interface EngineHostDeps<Port extends HostPort> {
  readonly start: StartEngineProcess<Port>
  readonly createChannel: () => { readonly port1: Port; readonly port2: Port }
  readonly answerHostCall: AnswerHostCall
  /** Every grant still valid: told to each new engine before any window reaches it. */
  readonly grants: () => readonly GrantedFile[]
  readonly onState: (state: EngineState) => void
  /** One line for the log. */
  readonly log: (event: EngineEvent) => void
  readonly now: () => number
}

export type EngineEvent =
  | { readonly event: 'engine-started'; readonly pid: number | undefined }
  | { readonly event: 'engine-ready'; readonly ms: number }
  | { readonly event: 'engine-ended'; readonly code: number | null; readonly expected: boolean }
  | { readonly event: 'engine-killed'; readonly reason: 'not-ready' | 'not-ending' }
  | ({ readonly event: 'engine-refused' } & EngineRefusal)
  | { readonly event: 'engine-given-up'; readonly deaths: number }

export interface EngineHost<Port extends HostPort> {
  readonly state: EngineState
  readonly pid: number | undefined
  start(): void
  /** Gives this document a port now and after every restart, until the returned function is called (which closes it). */
  connect(deliver: (port: Port) => void): () => void
  /** Tells the engine of a file that a person chose. */
  grant(file: GrantedFile): void
  /** Ends the engine, with it every key, and starts a locked one, not before `first` is done. Also the way out of `failed`. */
  restart(first?: Promise<unknown>): Promise<void>
  /** Ends the engine for good. Resolves when its process is gone. */
  stop(): Promise<void>
}

interface Seat<Port> {
  readonly deliver: (port: Port) => void
  /** Main's handle on the current channel, to close it. */
  close: () => void
}

/** Waits before the next start after 1, 2, 3 deaths in a row; after one more it is given up. */
const RESTART_WAITS_MS = [200, 1_000, 3_000] as const
/** An engine that ran this long before it died did not die "in a row". */
const STEADY_MS = 60_000
const READY_WITHIN_MS = 20_000

export function createEngineHost<Port extends HostPort>(deps: EngineHostDeps<Port>): EngineHost<Port> {
  return new Supervisor(deps)
}

class Supervisor<Port extends HostPort> implements EngineHost<Port> {
  readonly #deps: EngineHostDeps<Port>
  readonly #seats = new Set<Seat<Port>>()
  #state: EngineState = 'starting'
  #process: EngineProcess<Port> | undefined
  #startedAt = 0
  #deaths = 0
  #nextPortId = 1
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false
  #restarting: Promise<void> | undefined

  constructor(deps: EngineHostDeps<Port>) {
    this.#deps = deps
  }

  get state(): EngineState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  start(): void {
    if (this.#stopped || this.#process) return
    const engine = this.#deps.start()
    this.#process = engine
    this.#startedAt = this.#deps.now()
    engine.onMessage((message) => this.#receive(engine, message))
    engine.onExit((code) => this.#ended(engine, code))
    this.#deps.log({ event: 'engine-started', pid: engine.pid })
    this.#setTimer(READY_WITHIN_MS, () => {
      this.#deps.log({ event: 'engine-killed', reason: 'not-ready' })
      engine.kill()
    })
  }

  connect(deliver: (port: Port) => void): () => void {
    const seat: Seat<Port> = { deliver, close: () => undefined }
    this.#seats.add(seat)
    if (this.#process && this.#state === 'running') this.#giveChannel(this.#process, seat)
    return () => {
      this.#seats.delete(seat)
      seat.close()
    }
  }

  grant(file: GrantedFile): void {
    if (this.#state === 'running') this.#process?.send({ t: 'grant', file })
  }

  restart(first?: Promise<unknown>): Promise<void> {
    this.#restarting ??= this.#restart(first).finally(() => {
      this.#restarting = undefined
    })
    return this.#restarting
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#end()
  }

  async #restart(first: Promise<unknown> | undefined): Promise<void> {
    this.#enter('restarting')
    await this.#end()
    await first?.catch(() => undefined)
    this.#deaths = 0
    this.start()
  }

  /** Asks the engine to end, kills it when it does not. What it was is forgotten at once, so that its end is no death. */
  async #end(): Promise<void> {
    this.#clearTimer()
    const engine = this.#process
    this.#closeChannels()
    this.#process = undefined
    if (!engine) return
    await endChild(engine, () => this.#deps.log({ event: 'engine-killed', reason: 'not-ending' }))
  }

  #receive(engine: EngineProcess<Port>, message: EngineToMain): void {
    if (message.t === 'ready' && engine === this.#process) this.#ready(engine)
    if (message.t === 'refused') this.#deps.log({ event: 'engine-refused', reason: message.reason, call: message.call, count: message.count })
    if (message.t === 'host-call') void this.#answer(engine, message)
  }

  #ready(engine: EngineProcess<Port>): void {
    this.#clearTimer()
    this.#deps.log({ event: 'engine-ready', ms: this.#deps.now() - this.#startedAt })
    for (const file of this.#deps.grants()) engine.send({ t: 'grant', file })
    this.#enter('running')
    for (const seat of this.#seats) this.#giveChannel(engine, seat)
  }

  async #answer(engine: EngineProcess<Port>, { id, name, args }: Extract<EngineToMain, { t: 'host-call' }>): Promise<void> {
    try {
      engine.send({ t: 'host-result', id, value: await this.#deps.answerHostCall(name, args) })
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('engine.internal', { reference: 'host' })
      engine.send({ t: 'host-result', id, error: known.toWire() })
    }
  }

  #giveChannel(engine: EngineProcess<Port>, seat: Seat<Port>): void {
    const portId = this.#nextPortId++
    const { port1, port2 } = this.#deps.createChannel()
    seat.close = this.#closerOf(engine, portId, port1)
    engine.attach(portId, port1)
    seat.deliver(port2)
  }

  /** A port that was handed over is no longer main's to close: the engine, if it lives, is told to. */
  #closerOf(engine: EngineProcess<Port>, portId: number, port: Port): () => void {
    return () => {
      if (engine === this.#process) engine.send({ t: 'detach', portId })
      port.close()
    }
  }

  #ended(engine: EngineProcess<Port>, code: number | null): void {
    const expected = engine !== this.#process
    this.#deps.log({ event: 'engine-ended', code, expected })
    if (expected) return
    this.#process = undefined
    this.#clearTimer()
    this.#closeChannels()
    this.#deaths = this.#deps.now() - this.#startedAt > STEADY_MS ? 1 : this.#deaths + 1
    const wait = RESTART_WAITS_MS[this.#deaths - 1]
    if (wait === undefined) {
      this.#deps.log({ event: 'engine-given-up', deaths: this.#deaths })
      this.#enter('failed')
      return
    }
    this.#enter('restarting')
    this.#setTimer(wait, () => this.start())
  }

  #closeChannels(): void {
    for (const seat of this.#seats) {
      seat.close()
      seat.close = () => undefined
    }
  }

  #enter(state: EngineState): void {
    this.#state = state
    this.#deps.onState(state)
  }

  #setTimer(ms: number, run: () => void): void {
    this.#clearTimer()
    this.#timer = setTimeout(run, ms)
  }

  #clearTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

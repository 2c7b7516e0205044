/**
 * The typed client of the engine: a proxy over one wire.
 *
 * Calls made while no wire is attached wait for the next one. When a wire closes, every call that was sent
 * over it rejects with `engine.unavailable` (retryable), because nobody can know whether it took effect.
 */
import { AppError, type AppErrorWire } from './errors.ts'
import type { ClientOf, TaskOptions } from './define.ts'
import type { Contract } from './contract/index.ts'
import type { EngineEvents } from './contract/events.contract.ts'
import type { ClientMessage, EngineMessage, Wire } from './protocol.ts'

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
  readonly onProgress: TaskOptions['onProgress']
}

type Listener<K extends keyof EngineEvents> = (payload: EngineEvents[K]) => void

export interface EngineClient {
  readonly call: ClientOf<Contract>
  /** Uses this wire from now on; calls that waited are sent. */
  attach(wire: Wire): void
  /** Drops the current wire; its unanswered calls reject with a retryable error. */
  detach(): void
  readonly attached: boolean
  /** Returns the function that stops listening. */
  on<K extends keyof EngineEvents>(name: K, listener: Listener<K>): () => void
}

export function createEngineClient(): EngineClient {
  const connection = new Connection()
  const call = new Proxy({}, {
    get: (_features, feature: string) =>
      new Proxy({}, { get: (_calls, name: string) => (input: unknown, options?: TaskOptions) => connection.call(`${feature}.${name}`, input, options) }),
  })
  return {
    call: call as ClientOf<Contract>,
    attach: (wire) => connection.attach(wire),
    detach: () => connection.detach(),
    get attached() {
      return connection.attached
    },
    on: (name, listener) => connection.on(name, listener as (payload: unknown) => void),
  }
}

class Connection {
  #wire: Wire | undefined
  #nextId = 1
  readonly #pending = new Map<number, Pending>()
  readonly #waiting: ClientMessage[] = []
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>()

  get attached(): boolean {
    return this.#wire !== undefined
  }

  attach(wire: Wire): void {
    this.detach()
    this.#wire = wire
    wire.onMessage((message) => this.#receive(message as EngineMessage))
    wire.onClose(() => {
      if (this.#wire === wire) this.detach()
    })
    for (const message of this.#waiting.splice(0)) wire.send(message)
  }

  detach(): void {
    const wire = this.#wire
    this.#wire = undefined
    if (!wire) return
    wire.close()
    const lost = [...this.#pending.values()]
    this.#pending.clear()
    for (const pending of lost) pending.reject(new AppError('engine.unavailable', {}))
  }

  call(name: string, input: unknown, options: TaskOptions = {}): Promise<unknown> {
    const { signal, onProgress } = options
    if (signal?.aborted) return Promise.reject(new AppError('task.cancelled', {}))
    const id = this.#nextId++
    return new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress })
      signal?.addEventListener('abort', () => this.#post({ t: 'cancel', id }), { once: true })
      this.#post({ t: 'call', id, name, input })
    })
  }

  on(name: string, listener: (payload: unknown) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  #post(message: ClientMessage): void {
    if (this.#wire) this.#wire.send(message)
    else this.#waiting.push(message)
  }

  #receive(message: EngineMessage): void {
    if (message.t === 'event') {
      for (const listener of this.#listeners.get(message.name) ?? []) listener(message.payload)
      return
    }
    const pending = this.#pending.get(message.id)
    if (!pending) return
    if (message.t === 'progress') {
      pending.onProgress?.(message.progress)
      return
    }
    this.#pending.delete(message.id)
    if (message.t === 'ok') pending.resolve(message.value)
    else pending.reject(AppError.fromWire(message.error satisfies AppErrorWire))
  }
}

/** Answers one window's wire until it closes. What a wire may carry at all is judged before (admit.ts). */
import { AppError } from '#shared/rpc/errors.ts'
import type { EngineEventMessage, EngineMessage, Wire } from '#shared/rpc/protocol.ts'
import { isClientMessage } from './admit.ts'
import type { Router } from './router.ts'

export class EngineServer {
  readonly #router: Pick<Router, 'call'>
  readonly #wires = new Set<Wire>()

  constructor(router: Pick<Router, 'call'>) {
    this.#router = router
  }

  attach(wire: Wire): void {
    const running = new Map<number, AbortController>()
    this.#wires.add(wire)
    wire.onMessage((message) => void this.#receive(wire, running, message))
    wire.onClose(() => {
      this.#wires.delete(wire)
      // Nobody waits for the results any more: long work stops, what is committed stays.
      for (const controller of running.values()) controller.abort()
    })
  }

  emit(event: EngineEventMessage): void {
    for (const wire of this.#wires) wire.send(event)
  }

  async #receive(wire: Wire, running: Map<number, AbortController>, message: unknown): Promise<void> {
    if (!isClientMessage(message)) return
    if (message.t === 'cancel') {
      running.get(message.id)?.abort()
      return
    }
    const { id, name, input } = message
    const controller = new AbortController()
    running.set(id, controller)
    const answer = (reply: EngineMessage) => {
      if (this.#wires.has(wire)) wire.send(reply)
    }
    try {
      const value = await this.#router.call(name, input, { signal: controller.signal, onProgress: (progress) => answer({ t: 'progress', id, progress }) })
      answer({ t: 'ok', id, value })
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('engine.internal', { reference: 'unclassified' })
      answer({ t: 'fail', id, error: known.toWire() })
    } finally {
      running.delete(id)
    }
  }
}

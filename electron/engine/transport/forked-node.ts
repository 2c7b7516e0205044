/** Transport where the engine is a forked Node: main relays each window's messages over the one pipe, marked with the port they belong to. */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { Wire } from '#shared/rpc/protocol.ts'
import type { ControlChannel } from './channel.ts'

export function forkedNodeChannel(): ControlChannel {
  const wires = new Map<number, RelayedWire>()
  const send = (message: EngineToMain) => {
    // The pipe can be closing while an answer is on its way; then nobody waits for it.
    if (process.connected) process.send?.(message)
  }
  return {
    send,
    onMessage(listener) {
      process.on('message', (message: MainToEngine) => {
        if (message.t === 'relay') return wires.get(message.portId)?.receive(message.message)
        if (message.t === 'detach') {
          wires.get(message.portId)?.closed()
          wires.delete(message.portId)
        }
        if (message.t !== 'attach') return listener(message, undefined)
        const { portId } = message
        const wire = new RelayedWire((relayed) => send({ t: 'relay', portId, message: relayed }))
        wires.set(portId, wire)
        listener(message, wire)
      })
    },
    onClose: (listener) => void process.on('disconnect', listener),
  }
}

class RelayedWire implements Wire {
  readonly #send: (message: unknown) => void
  #onMessage: (message: unknown) => void = () => {}
  #onClose: () => void = () => {}

  constructor(send: (message: unknown) => void) {
    this.#send = send
  }

  send(message: unknown): void {
    this.#send(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener
  }

  onClose(listener: () => void): void {
    this.#onClose = listener
  }

  close(): void {
    this.#onClose()
  }

  receive(message: unknown): void {
    this.#onMessage(message)
  }

  closed(): void {
    this.#onClose()
  }
}

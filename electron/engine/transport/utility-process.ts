/**
 * Transport where the engine is Electron's utilityProcess: each window's port is handed over and main sees no message.
 *
 * The few types are written out because the engine imports nothing from Electron; the objects are given by it at run time.
 */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { Wire } from '#shared/rpc/protocol.ts'
import type { ControlChannel } from './channel.ts'

interface PortEvent {
  readonly data: unknown
  readonly ports: readonly HandedPort[]
}

interface HandedPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: PortEvent) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
  close(): void
}

export interface ParentPort {
  postMessage(message: EngineToMain): void
  on(event: 'message', listener: (event: PortEvent) => void): void
}

/** Electron's parent port of this process; undefined where the process is not a utilityProcess. */
export function parentPort(): ParentPort | undefined {
  return (process as unknown as { readonly parentPort?: ParentPort }).parentPort
}

export function utilityProcessChannel(parent: ParentPort): ControlChannel {
  return {
    send: (message) => parent.postMessage(message),
    onMessage(listener) {
      parent.on('message', ({ data, ports }) => {
        const [port] = ports
        listener(data as MainToEngine, port && portWire(port))
      })
    },
    // Electron ends a utilityProcess together with the main process; there is nothing to listen to.
    onClose: () => {},
  }
}

function portWire(port: HandedPort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data))
      port.start()
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  }
}

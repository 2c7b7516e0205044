/** Ties the engine's client to the port that preload hands over. */
import { ENGINE_PORT } from '#shared/rpc/bridge-names.ts'
import type { Wire } from '#shared/rpc/protocol.ts'

/** A MessagePort as the client's wire. */
export function portWire(port: MessagePort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data))
      port.start()
    },
    // Not in TypeScript's list of port events yet; Chromium has it since 122.
    onClose: (listener) => port.addEventListener('close' as 'message', () => listener()),
    close: () => port.close(),
  }
}

/** Calls `attach` for every port that arrives from this very window. Returns the function that stops listening. */
export function listenForEngine(page: Window, attach: (wire: Wire) => void): () => void {
  const receive = (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    if (event.source !== page || event.data !== ENGINE_PORT || !port) return
    attach(portWire(port))
  }
  page.addEventListener('message', receive)
  return () => page.removeEventListener('message', receive)
}

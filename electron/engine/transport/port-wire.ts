import type { MessagePort } from 'node:worker_threads'
import type { Wire } from '#shared/rpc/protocol.ts'

/** A port between two threads as the wire of one window. */
export function portWire(port: MessagePort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}

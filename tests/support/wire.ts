import type { MessagePort } from 'node:worker_threads'
import type { Wire } from '#shared/rpc/protocol.ts'

/** A Node MessagePort as the wire that both ends of the protocol speak over. */
export function nodeWire(port: MessagePort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}

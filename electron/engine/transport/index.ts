/** Which of the two carriers this process has, and what arrives over it. */
import type { EngineRefusal, GrantedFile, HostApi } from '#shared/rpc/control.ts'
import type { Wire } from '#shared/rpc/protocol.ts'
import type { ControlChannel } from './channel.ts'
import { forkedNodeChannel } from './forked-node.ts'
import { createHostClient } from './host.ts'
import { parentPort, utilityProcessChannel } from './utility-process.ts'

export interface EngineEnds {
  onAttach(wire: Wire): void
  onGrant(file: GrantedFile): void
  /** Main asks for an orderly end, or is gone. */
  onShutdown(): void
}

export interface EngineTransport {
  readonly host: HostApi
  /** For main's log. */
  readonly tellRefusal: (refusal: EngineRefusal) => void
  /** Starts listening and tells main that windows may be attached. */
  start(ends: EngineEnds): void
}

export function createTransport(channel: ControlChannel = ownChannel()): EngineTransport {
  const host = createHostClient(channel)
  return {
    host: host.api,
    tellRefusal: (refusal) => channel.send({ t: 'refused', ...refusal }),
    start(ends) {
      channel.onMessage((message, wire) => {
        switch (message.t) {
          case 'attach':
            if (wire) ends.onAttach(wire)
            return
          case 'grant':
            return ends.onGrant(message.file)
          case 'host-result':
            return host.settle(message)
          case 'shutdown':
            return ends.onShutdown()
          case 'detach':
          case 'relay':
            return
        }
      })
      channel.onClose(() => ends.onShutdown())
      channel.send({ t: 'ready' })
    },
  }
}

function ownChannel(): ControlChannel {
  const parent = parentPort()
  return parent ? utilityProcessChannel(parent) : forkedNodeChannel()
}

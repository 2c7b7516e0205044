/** The engine as a forked Node: a pipe carries no ports, so main relays each window's messages, marked with the window's port. */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import { forkNode, type ForkedProgram } from '../programs/forked-node.ts'
import type { EngineProcess, HostPort } from './engine-process.ts'

export function startForkedNode(program: ForkedProgram): EngineProcess {
  const child = forkNode<MainToEngine, EngineToMain>(program)
  const ports = new Map<number, HostPort>()
  const send = child.send
  let listener: (message: EngineToMain) => void = () => undefined
  child.onMessage((message) => {
    if (message.t === 'relay') ports.get(message.portId)?.postMessage(message.message)
    else listener(message)
  })
  return {
    ...child,
    attach(portId, port) {
      ports.set(portId, port)
      send({ t: 'attach', portId })
      port.on('message', ({ data }) => send({ t: 'relay', portId, message: data }))
      port.on('close', () => {
        ports.delete(portId)
        send({ t: 'detach', portId })
      })
      port.start()
    },
    onMessage: (next) => {
      listener = next
    },
  }
}

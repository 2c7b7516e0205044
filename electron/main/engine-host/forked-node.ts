/**
 * Where the Electron at hand is too old to load the engine's SQLite (Node-API below 10): the same program in a Node
 * of its own. A pipe carries no ports, so main relays each window's messages, marked with the window's port.
 */
import { fork } from 'node:child_process'
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { EngineProcess, HostPort } from './engine-process.ts'
import type { EngineProgram } from './utility-process.ts'

export interface ForkedProgram extends EngineProgram {
  /** Path of a Node executable. */
  readonly node: string
}

export function startForkedNode({ entry, env, showOutput, node }: ForkedProgram): EngineProcess {
  const output = showOutput ? 'inherit' : 'ignore'
  const child = fork(entry, [], { execPath: node, execArgv: [], env, serialization: 'advanced', stdio: ['ignore', output, output, 'ipc'] })
  const ports = new Map<number, HostPort>()
  const send = (message: MainToEngine) => {
    // A pipe that breaks while writing is the exit that is reported anyway.
    if (child.connected) child.send(message, () => undefined)
  }
  let listener: (message: EngineToMain) => void = () => undefined
  child.on('message', (message: EngineToMain) => {
    if (message.t === 'relay') ports.get(message.portId)?.postMessage(message.message)
    else listener(message)
  })
  return {
    pid: child.pid,
    send,
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
    onExit(ended) {
      // "error" instead of "exit" when it could not even be started.
      let told = false
      const tell = (code: number | null) => {
        if (!told) ended(code)
        told = true
      }
      child.once('exit', tell)
      child.once('error', () => tell(null))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

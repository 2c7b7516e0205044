/** The product's way: Electron's utilityProcess, which gets each window's port itself, so that main sees no message. */
import { utilityProcess, type MessagePortMain } from 'electron'
import type { EngineToMain } from '#shared/rpc/control.ts'
import type { EngineProcess } from './engine-process.ts'

export interface EngineProgram {
  /** Path of the engine's entry file. */
  readonly entry: string
  readonly env: Record<string, string>
  /** Whether the engine's output is shown in the terminal. */
  readonly showOutput: boolean
}

export function startUtilityProcess({ entry, env, showOutput }: EngineProgram): EngineProcess<MessagePortMain> {
  const child = utilityProcess.fork(entry, [], { env, execArgv: [], serviceName: 'Cardkeep engine', stdio: showOutput ? 'inherit' : 'ignore' })
  let alive = true
  child.once('exit', () => {
    alive = false
  })
  return {
    get pid() {
      return child.pid
    },
    send: (message) => {
      if (alive) child.postMessage(message)
    },
    attach: (portId, port) => {
      if (alive) child.postMessage({ t: 'attach', portId }, [port])
    },
    onMessage: (listener) => void child.on('message', (message: EngineToMain) => listener(message)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => {
      if (!alive) return
      // kill() asks; a process that hangs does not listen.
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
  }
}

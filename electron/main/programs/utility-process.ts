/** The product's way: Electron's utilityProcess. */
import { utilityProcess, type MessagePortMain } from 'electron'
import type { Child, Program } from './child.ts'

export interface UtilityProgram extends Program {
  /** As the system's task list calls it. */
  readonly name: string
}

export interface UtilityChild<Sent, Received> extends Child<Sent, Received> {
  sendPort(message: Sent, port: MessagePortMain): void
}

export function forkUtility<Sent, Received>({ entry, env, showOutput, name }: UtilityProgram): UtilityChild<Sent, Received> {
  const child = utilityProcess.fork(entry, [], { env, execArgv: [], serviceName: name, stdio: showOutput ? 'inherit' : 'ignore' })
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
    sendPort: (message, port) => {
      if (alive) child.postMessage(message, [port])
    },
    onMessage: (listener) => void child.on('message', (message: Received) => listener(message)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => {
      if (!alive) return
      // kill() asks; a process that hangs does not listen.
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
  }
}

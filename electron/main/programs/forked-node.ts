/** Where the Electron at hand is too old to load SQLite: the same program in a Node of its own, spoken to over a pipe. */
import { fork } from 'node:child_process'
import type { Child, Program } from './child.ts'

export interface ForkedProgram extends Program {
  /** Path of a Node executable. */
  readonly node: string
}

export function forkNode<Sent extends object, Received>({ entry, env, showOutput, node }: ForkedProgram): Child<Sent, Received> {
  const output = showOutput ? 'inherit' : 'ignore'
  const child = fork(entry, [], { execPath: node, execArgv: [], env, serialization: 'advanced', stdio: ['ignore', output, output, 'ipc'] })
  return {
    pid: child.pid,
    send: (message) => {
      // A pipe that breaks while writing is the exit that is reported anyway.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as Received)),
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

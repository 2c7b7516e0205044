/** A program that main runs beside itself (the engine, the sandbox issuer), whichever of the two ways it was started. */

export interface Child<Sent, Received> {
  readonly pid: number | undefined
  /** Does nothing once the process has ended: a message to a process that is gone must not end main (electron/electron#53923). */
  send(message: Sent): void
  onMessage(listener: (message: Received) => void): void
  /** Each listener is called once, however the process ended. */
  onExit(listener: (code: number | null) => void): void
  /** Ends it now, without asking. */
  kill(): void
}

export interface Program {
  /** Path of its entry file. */
  readonly entry: string
  /** All of its environment. */
  readonly env: Record<string, string>
  /** Whether its output is shown in the terminal. */
  readonly showOutput: boolean
}

/** Ways of starting a program: Electron's own, or the same file in a Node of its own. */
export type ProgramWay = 'utility-process' | 'forked-node'

/** The SQLite addon is built for this version of Node-API; an older one crashes on loading it. */
const NEEDED_NODE_API = 10

/** The way for a program that loads SQLite. `nodeApi` is this Electron's (`process.versions.napi`). */
export function chooseWay(packaged: boolean, nodeApi: string | undefined): ProgramWay {
  return packaged || Number(nodeApi) >= NEEDED_NODE_API ? 'utility-process' : 'forked-node'
}

const ENDS_WITHIN_MS = 2_000

/** Asks a program to end, kills it when it does not; resolves when its process is gone. */
export function endChild(child: Pick<Child<{ readonly t: 'shutdown' }, never>, 'send' | 'onExit' | 'kill'>, onKill: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      onKill()
      child.kill()
    }, ENDS_WITHIN_MS)
    child.onExit(() => {
      clearTimeout(timer)
      resolve()
    })
    child.send({ t: 'shutdown' })
  })
}

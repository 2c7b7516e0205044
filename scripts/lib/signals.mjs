// Ctrl-C ends everything: what was started registers how it ends, and is ended last-in first-out.
import { constants } from 'node:os'

/** @typedef {() => void | Promise<void>} Ending */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * The endings of one process. There is one set, made at the bottom of this file, because a process has one set of signals.
 * @param {{ on: (signal: NodeJS.Signals, listener: () => void) => unknown, exit: (code: number) => void }} host
 */
export const createEndings = (host) => {
  /** @type {Ending[]} */
  const endings = []
  let listening = false
  let ending = false

  /** @param {NodeJS.Signals} signal */
  const endAll = async (signal) => {
    const code = 128 + constants.signals[signal]
    // A second Ctrl-C means now.
    if (ending) host.exit(code)
    ending = true
    for (const end of endings.splice(0).reverse()) await end()
    host.exit(code)
  }

  return {
    /**
     * @param {Ending} end run when the process is told to stop
     * @returns {() => void} takes it back, once there is nothing left to end
     */
    add: (end) => {
      if (!listening) for (const signal of signals) host.on(signal, () => void endAll(signal))
      listening = true
      endings.push(end)
      return () => {
        const at = endings.indexOf(end)
        if (at !== -1) endings.splice(at, 1)
      }
    },
  }
}

export const endings = createEndings({ on: (signal, listener) => process.on(signal, listener), exit: (code) => process.exit(code) })

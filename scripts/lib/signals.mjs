// Ctrl-C ends everything: what was started registers how it ends, and is ended last-in first-out.
import { constants } from 'node:os'

/** @typedef {() => void | Promise<void>} Ending */

/**
 * @typedef {object} EndingsHost what the endings need of the process they belong to
 * @property {(signal: NodeJS.Signals, listener: () => void) => unknown} on
 * @property {(listener: () => void) => void} onOrphaned
 * @property {(code: number) => void} exit
 */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @param {EndingsHost} host */
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

  const listen = () => {
    if (listening) return
    listening = true
    for (const signal of signals) host.on(signal, () => void endAll(signal))
    host.onOrphaned(() => void endAll('SIGHUP'))
  }

  return {
    /**
     * @param {Ending} end run when the process is told to stop
     * @returns {() => void} takes it back, once there is nothing left to end
     */
    add: (end) => {
      listen()
      endings.push(end)
      return () => {
        const at = endings.indexOf(end)
        if (at !== -1) endings.splice(at, 1)
      }
    },
  }
}

const lookMs = 1_000

/**
 * Told to stop, npm ends the shell between itself and its script, and the script hears nothing: under npm, another
 * parent than at the start means stop.
 * @param {() => void} listener
 */
const onOrphaned = (listener) => {
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    listener()
  }, lookMs)
  timer.unref()
}

/** The process has one set of signals, so there is one set of endings. */
export const endings = createEndings({
  on: (signal, listener) => process.on(signal, listener),
  onOrphaned,
  exit: (code) => process.exit(code),
})

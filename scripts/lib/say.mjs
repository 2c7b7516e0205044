// What a script tells the person: one line a step on standard output, one readable block when it cannot go on.

/** An end that a person can do something about: what went wrong, and what to do now. */
export class StepError extends Error {
  /** @param {string} message @param {string} [hint] what to do now */
  constructor(message, hint = '') {
    super(message)
    this.name = 'StepError'
    this.hint = hint
  }
}

/** @typedef {(line: string) => void} Say */

/** @type {Say} */
export const say = (line) => {
  process.stdout.write(`cardkeep  ${line}\n`)
}

/** @type {Say} */
export const silent = () => {}

/** @param {number} startedAt epoch milliseconds */
export const since = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`

/**
 * Runs a script's body and turns its end into an exit code. A StepError prints its two lines;
 * anything else is a fault of ours and keeps its stack.
 * @param {() => Promise<number | void>} body resolves with the exit code, 0 when it says nothing
 */
export const main = async (body) => {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.exitCode = 1
    if (error instanceof StepError) {
      process.stderr.write(`cardkeep  stopped: ${error.message}\n${error.hint ? `          ${error.hint}\n` : ''}`)
    } else {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    }
  }
}

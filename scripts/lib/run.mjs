// Child processes: streamed to the terminal, or captured; a failure names the command and says what to do.
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'
import { StepError } from './say.mjs'
import { endings } from './signals.mjs'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the project's folder when absent
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the child is ended after this long
 * @property {string} [hint] what to do when the command fails
 * @property {boolean} [shell] for npm on Windows, which is a .cmd file
 * @property {boolean} [inherit] stream to the terminal instead of capturing
 */

/** @typedef {{ readonly code: number, readonly output: string, readonly stdout: string, readonly timedOut: boolean }} RunResult */

/**
 * Runs a command to its end, whatever its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} code 127 when the command does not exist, 128 when a signal ended it
 */
export const attempt = (command, args, options = {}) =>
  new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: options.inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    const forget = endings.add(() => void child.kill())
    let stdout = ''
    let output = ''
    let timedOut = false
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.timeoutMs)
      : undefined
    child.on('error', (error) => {
      clearTimeout(timer)
      forget()
      if ('code' in error && error.code === 'ENOENT') done({ code: 127, output: `${command}: not found`, stdout: '', timedOut })
      else fail(error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      forget()
      done({ code: code ?? 128, output, stdout, timedOut })
    })
  })

/**
 * Runs a command that has to succeed. Its output is shown only when it does not (or always with `inherit`).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export const run = async (command, args, options = {}) => {
  const result = await attempt(command, args, options)
  if (result.code === 0) return result
  if (!options.inherit) process.stderr.write(`${result.output.trimEnd()}\n`)
  const how = result.timedOut ? 'took too long' : `ended with code ${result.code}`
  throw new StepError(`\`${[command, ...args].join(' ')}\` ${how}.`, options.hint)
}

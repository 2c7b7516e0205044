// A helper program that runs beside ours and says on a pipe when it is ready.
import { spawn } from 'node:child_process'
import { StepError } from '../say.mjs'

const patienceMs = 15_000
const goodbyeMs = 3_000
const pauseMs = 50

/**
 * @typedef {object} ServiceOptions
 * @property {string} command
 * @property {readonly string[]} args
 * @property {RegExp} [ready] matched against standard output and what is written to descriptor 3; its first group is the answer
 * @property {() => Promise<boolean>} [probe] asked again and again, for a program that says nothing
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [input] written to standard input, which is then closed
 */

/** @param {import('node:child_process').ChildProcess} child */
const stopChild = (child) =>
  new Promise((/** @type {(value: void) => void} */ done) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      done()
      return
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), goodbyeMs)
    child.once('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.kill('SIGTERM')
  })

/**
 * @param {ServiceOptions} options
 * @returns {Promise<{ answer: string, stop: () => Promise<void> }>}
 * @throws {StepError} when it ends or stays silent instead of getting ready
 */
export const startService = (options) =>
  new Promise((done, fail) => {
    const child = spawn(options.command, options.args, {
      env: options.env ?? process.env,
      // Not in the terminal's process group: Ctrl-C is ours to hand on, in the right order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
    let heard = ''
    let complaints = ''
    let settled = false
    /** @param {string} reason */
    const giveUp = (reason) => {
      settled = true
      clearTimeout(timer)
      child.kill('SIGKILL')
      fail(new StepError(`${options.command} ${reason}.`, complaints.trim().split('\n').slice(-3).join('\n          ')))
    }
    const timer = setTimeout(() => giveUp('did not get ready'), patienceMs)
    /** @param {string} answer */
    const isReady = (answer) => {
      settled = true
      clearTimeout(timer)
      child.removeAllListeners('exit')
      done({ answer, stop: () => stopChild(child) })
    }
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      if (settled || !options.ready) return
      heard += chunk.toString('utf8')
      const match = options.ready.exec(heard)
      if (match) isReady(match[1] ?? '')
    }
    const ask = async () => {
      if (settled || !options.probe) return
      if (await options.probe()) isReady('')
      else setTimeout(() => void ask(), pauseMs)
    }
    child.stdout?.on('data', listen)
    child.stdio[3]?.on('data', listen)
    child.stderr?.on('data', (chunk) => {
      complaints = (complaints + chunk).slice(-4_000)
    })
    child.on('error', (error) => giveUp(`could not be started (${error.message})`))
    child.on('exit', (code) => giveUp(`ended at once (code ${code})`))
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
    void ask()
  })

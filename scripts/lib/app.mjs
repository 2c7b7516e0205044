// Opens the app and stays until it ends.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { electronFlags } from './electron/flags.mjs'
import { root } from './paths.mjs'
import { endings } from './signals.mjs'

const goodbyeMs = 8_000

/**
 * Statement files are named relative to where the person is, while npm runs scripts in the project's folder.
 * @param {readonly string[]} args @param {string} from @param {(path: string) => boolean} [exists]
 */
export const fileArguments = (args, from, exists = existsSync) =>
  args.map((argument) => {
    const path = resolve(from, argument)
    return !argument.startsWith('-') && exists(path) ? path : argument
  })

/**
 * @param {{ executable: string }} electron
 * @param {{ files: readonly string[], flags?: readonly string[], env: NodeJS.ProcessEnv }} options flags come before the app's folder, as Electron's own
 * @returns {Promise<number>} the app's exit code
 */
export const openApp = (electron, { files, flags = [], env }) =>
  new Promise((done, fail) => {
    const child = spawn(electron.executable, [...electronFlags(), ...flags, root, ...files], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      // Its own process group: Ctrl-C reaches this script alone, which asks the app to quit, once. Asked twice
      // (by the terminal and by us) Electron would not take its time to close the database.
      detached: process.platform !== 'win32',
    })
    const ended = new Promise((/** @type {(value: void) => void} */ end) => child.once('exit', () => end()))
    const forget = endings.add(async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), goodbyeMs)
      await ended
      clearTimeout(timer)
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      forget()
      done(code ?? 1)
    })
  })

// A whole desktop session for programs that nobody watches: display, session bus, Secret Service.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endings } from '../signals.mjs'
import { startKeyring } from './keyring.mjs'
import { startXvfb } from './xvfb.mjs'

/** @typedef {'display' | 'keyring'} DesktopPart */

/**
 * Starts the parts, runs the work with the environment in which programs find them, and ends them again, whatever
 * became of the work.
 * @template T
 * @param {readonly DesktopPart[]} parts
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withDesktop = async (parts, work) => {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-desktop-'))
  /** @type {{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }[]} */
  const running = []
  const stop = async () => {
    for (const part of running.splice(0).reverse()) await part.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const forget = endings.add(stop)
  try {
    if (parts.includes('display')) running.push(await startXvfb(folder))
    if (parts.includes('keyring')) running.push(await startKeyring(folder))
    return await work(Object.assign({ ...process.env }, ...running.map((part) => part.env)))
  } finally {
    forget()
    await stop()
  }
}

// node_modules: installed when missing or not the lock file's any more, otherwise left alone.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeModules, pathWithoutTools, projectNode, root } from './paths.mjs'
import { attempt } from './run.mjs'
import { say, since, StepError } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

// Written last and wiped by every `npm ci`: an installation that was cut short has none.
const stampFile = join(nodeModules, '.cardkeep-installed')

const lockFile = join(root, 'package-lock.json')

/**
 * The lock file (which pins the Node that runs everything, so the machine's own version does not matter: all native
 * modules are Node-API) and what a prebuilt binary is chosen by.
 */
const expected = () => fingerprint(root, [lockFile], [process.platform, process.arch])

/** @typedef {Readonly<Record<string, { version?: string, integrity?: string, optional?: boolean }>>} LockedPackages */

/**
 * Whether what npm says it installed is what the lock file asks for. Packages for other platforms are optional and absent.
 * @param {LockedPackages} locked @param {LockedPackages} installed
 */
export const agrees = (locked, installed) => {
  /** @param {string} name */
  const same = (name) =>
    locked[name]?.version === installed[name]?.version && locked[name]?.integrity === installed[name]?.integrity
  const wanted = Object.keys(locked).filter((name) => name !== '' && !(locked[name]?.optional && !installed[name]))
  return wanted.every(same) && Object.keys(installed).every((name) => locked[name] !== undefined)
}

/** @param {string} file @returns {Promise<LockedPackages>} none when there is no such file */
const packagesIn = async (file) => {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  return JSON.parse(text).packages ?? {}
}

/** A person's own `npm install` leaves no stamp, but npm's record: then nothing needs to be installed again. */
const alreadyInstalled = async () => {
  const installed = await packagesIn(join(nodeModules, '.package-lock.json'))
  return Object.keys(installed).length > 0 && agrees(await packagesIn(lockFile), installed)
}

export const ensureDependencies = async () => {
  const wanted = await expected()
  if ((await readStamp(stampFile)) === wanted && existsSync(projectNode)) return
  if (existsSync(projectNode) && (await alreadyInstalled())) {
    await writeStamp(stampFile, wanted)
    return
  }
  const startedAt = Date.now()
  say(`dependencies: ${existsSync(nodeModules) ? 'stale, installing again' : 'installing'} (npm) …`)
  await installWithNpm()
  await writeStamp(stampFile, wanted)
  say(`dependencies: installed in ${since(startedAt)}`)
}

/** npm ends a complaint with pages of usage. @param {string} output */
export const complaint = (output) => {
  const lines = output.split('\n')
  const usage = lines.findIndex((line) => /^npm (error|ERR!)\s+(Clean install a project|Usage:)/.test(line))
  return lines.slice(0, usage === -1 ? lines.length : usage).join('\n').trimEnd()
}

const installWithNpm = async () => {
  const onWindows = process.platform === 'win32'
  // Windows cannot delete a Node that is running, and this may be the very one inside node_modules.
  const verb = onWindows && process.execPath.startsWith(nodeModules) ? 'install' : 'ci'
  const { code, output } = await attempt('npm', [verb, '--loglevel=error', '--no-audit', '--no-fund'], {
    shell: onWindows,
    env: { ...process.env, PATH: pathWithoutTools() },
  })
  if (code === 0) return
  process.stderr.write(`${complaint(output)}\n`)
  throw output.includes('EUSAGE')
    ? new StepError('package.json and package-lock.json do not belong together.', 'Run `npm install` and commit the lock file.')
    : new StepError('npm could not install the dependencies.', 'Check that the package registry can be reached (`npm ping`), then run the command again.')
}

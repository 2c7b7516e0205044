// What every command does first, in this order; each part does nothing when there is nothing to do.
import { ensureDependencies } from './dependencies.mjs'
import { ensureHeadlessPackages } from './desktop/packages.mjs'
import { missingLibraries } from './electron/libraries.mjs'
import { resolveElectron } from './electron/resolve.mjs'
import { checkMachine, hasCommand } from './machine.mjs'
import { StepError } from './say.mjs'

/** For programs that nobody watches: machine, dependencies, system packages, Electron. */
export const setUpHeadless = async () => {
  checkMachine()
  await ensureDependencies()
  await ensureHeadlessPackages()
  return resolveElectron()
}

/** @param {NodeJS.ProcessEnv} [env] */
export const hasDisplay = (env = process.env) =>
  process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/** For a person at the screen: system packages are looked at only where Electron could not start without them. */
export const setUpApp = async () => {
  checkMachine()
  await ensureDependencies()
  const electron = await resolveElectron()
  if ((await missingLibraries(electron.executable)).length > 0 || (!hasDisplay() && !hasCommand('Xvfb'))) {
    await ensureHeadlessPackages()
    const missing = await missingLibraries(electron.executable)
    if (missing.length > 0) throw new StepError(`Electron needs shared libraries that are missing: ${missing.join(', ')}.`, "Install the packages that hold them with your system's package manager.")
  }
  return electron
}

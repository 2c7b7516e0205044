// An Electron distribution on disk: where its executable is, which version it says it is.
import { access, constants, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** @typedef {'override' | 'official' | 'registry'} ElectronKind */
/** @typedef {{ readonly executable: string, readonly folder: string, readonly version: string, readonly kind: ElectronKind }} ElectronRuntime */

/** @param {string} platform */
export const executableName = (platform) => {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * @param {string} folder
 * @param {ElectronKind} [kind] what to call it when it does not say so itself
 * @returns {Promise<ElectronRuntime | undefined>} undefined when there is no executable in it
 */
export const readRuntime = async (folder, kind = 'registry') => {
  const executable = join(folder, executableName(process.platform))
  try {
    await access(executable, constants.X_OK)
  } catch {
    return undefined
  }
  const version = (await readFile(join(folder, 'version'), 'utf8').catch(() => 'of unknown version')).trim().replace(/^v/, '')
  // The registry runtime carries its own name, so that it keeps it when it is handed on as an override.
  const own = (await readFile(join(folder, 'kind'), 'utf8').catch(() => '')).trim()
  return { executable, folder, version, kind: own === 'registry' ? 'registry' : kind }
}

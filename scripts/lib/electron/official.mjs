// Electron's own binary. The `electron` package downloads it; whether its host answers is asked first, because on a
// machine behind a closed door that package would wait for minutes.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeModules, projectNode } from '../paths.mjs'
import { attempt } from '../run.mjs'
import { readRuntime } from './runtime.mjs'

const packageFolder = join(nodeModules, 'electron')
const defaultMirror = 'https://github.com/electron/electron/releases/download/'

/** @returns {Promise<string>} the version that package.json pins */
export const officialVersion = async () => JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')).version

/** @param {string} version @returns the installed binary, when it is of that version */
export const installedOfficial = async (version) => {
  const runtime = await readRuntime(join(packageFolder, 'dist'), 'official')
  return runtime?.version === version ? runtime : undefined
}

/**
 * The same address that the `electron` package will download from, its mirror variables included.
 * @param {string} version @param {{ platform: string, arch: string }} machine @param {NodeJS.ProcessEnv} env
 */
export const officialAddress = (version, { platform, arch }, env) => {
  const mirror = env['npm_config_electron_mirror'] || env['ELECTRON_MIRROR'] || defaultMirror
  const folder = (env['npm_config_electron_custom_dir'] || env['ELECTRON_CUSTOM_DIR'] || `v${version}`).replace('{{ version }}', version)
  return `${mirror}${folder}/electron-v${version}-${platform}-${arch}.zip`
}

/**
 * @param {string} address @param {number} timeoutMs
 * @returns {Promise<boolean>} whether the file itself can be had: redirects are followed to the last host
 */
export const answers = async (address, timeoutMs) => {
  try {
    const response = await fetch(address, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(timeoutMs) })
    return response.ok
  } catch {
    return false
  }
}

/** Downloads and unpacks through the package's own installer, which checks the checksums that it carries. */
export const installOfficial = async () => {
  const result = await attempt(projectNode, [join(packageFolder, 'install.js')], { inherit: true, timeoutMs: 15 * 60_000 })
  return result.code === 0
}

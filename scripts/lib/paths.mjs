// Where things are. The only file that knows how node_modules and the cache are laid out.
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

export const nodeModules = join(root, 'node_modules')

const onWindows = process.platform === 'win32'

/** The Node that the project installs for itself: every program but the first set-up runs on it. */
export const projectNode = join(nodeModules, 'node', 'bin', onWindows ? 'node.exe' : 'node')

/** A command that a dependency installs. @param {string} name */
export const tool = (name) => join(nodeModules, '.bin', onWindows ? `${name}.cmd` : name)

/**
 * Kept outside node_modules, so that installing again does not download an Electron again.
 * @param {NodeJS.ProcessEnv} [env]
 */
export const cacheFolder = (env = process.env) => {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'cardkeep')
  if (onWindows && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], 'cardkeep', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'cardkeep')
  return join(homedir(), '.cache', 'cardkeep')
}

/** PATH with the project's own tools first. @param {NodeJS.ProcessEnv} [env] */
export const pathWithTools = (env = process.env) => [join(nodeModules, '.bin'), pathWithoutTools(env)].join(delimiter)

/**
 * PATH as the machine has it. npm must not run on the Node that it is about to replace.
 * @param {NodeJS.ProcessEnv} [env]
 */
export const pathWithoutTools = (env = process.env) =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(nodeModules))
    .join(delimiter)

// What kind of machine this is.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StepError } from './say.mjs'

export const oldestNode = 20

/** @param {string} version such as `v20.11.1` or `10.2.0` */
export const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10)

/** Node new enough and npm there, or a StepError that says what to install. */
export const checkMachine = () => {
  if (majorOf(process.version) < oldestNode) {
    throw new StepError(`Cardkeep needs Node ${oldestNode} or newer; this is ${process.version}.`, 'Install it from https://nodejs.org and run the command again.')
  }
  if (!hasCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm')) {
    throw new StepError('npm was not found beside Node.', 'Install Node with npm from https://nodejs.org and run the command again.')
  }
}

export const isRoot = () => process.getuid?.() === 0

/**
 * Docker and Podman leave a file; Kubernetes and containerd name themselves in the first process's control group.
 * @param {{ exists: (path: string) => boolean, read: (path: string) => string }} [files]
 */
export const isContainer = (files = { exists: existsSync, read: (path) => readFileSync(path, 'utf8') }) => {
  if (files.exists('/.dockerenv') || files.exists('/run/.containerenv')) return true
  try {
    return /docker|kubepods|containerd|lxc|libpod/.test(files.read('/proc/1/cgroup'))
  } catch {
    return false
  }
}

/** @param {string} command @param {NodeJS.ProcessEnv} [env] */
export const hasCommand = (command, env = process.env) =>
  (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)))

// The system packages that an Electron without a desktop needs, on Debian and Ubuntu.
import { isRoot } from '../machine.mjs'
import { attempt, run } from '../run.mjs'
import { say, since, StepError } from '../say.mjs'

/** Display, the shared libraries of Electron, session bus, Secret Service. */
export const headlessPackages = /** @type {const} */ ([
  'xvfb', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libsecret-1-0', 'dbus', 'gnome-keyring',
])

/** Debian 13 and Ubuntu 24.04 renamed the libraries of the 64-bit time transition. @param {string} name */
const renamed = (name) => `${name}t64`

/**
 * @param {string} listing lines of `<package> <status>` as dpkg-query prints them
 * @param {readonly string[]} [wanted]
 * @returns {readonly string[]} what is not installed under its old or new name
 */
export const missingFrom = (listing, wanted = headlessPackages) => {
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.slice(0, line.indexOf(' '))),
  )
  return wanted.filter((name) => !installed.has(name) && !installed.has(renamed(name)))
}

const findMissing = async () => {
  const names = headlessPackages.flatMap((name) => [name, renamed(name)])
  const { code, stdout } = await attempt('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names])
  if (code === 127) {
    throw new StepError(
      'This system is not Debian or Ubuntu, so the packages for tests without a desktop cannot be checked.',
      `Install what corresponds to ${headlessPackages.join(', ')}, then set CARDKEEP_PACKAGES=present and run the command again.`,
    )
  }
  return missingFrom(stdout)
}

/** @param {readonly string[]} names @returns {Promise<readonly string[]>} as this release calls them */
const nowCalled = async (names) => {
  const { stdout } = await attempt('apt-cache', ['show', '--no-all-versions', ...names.map(renamed)])
  const known = new Set(stdout.split('\n').flatMap((line) => /^Package: (\S+)/.exec(line)?.[1] ?? []))
  return names.map((name) => (known.has(renamed(name)) ? renamed(name) : name))
}

/** Installs what is missing (as root), or names the exact command and stops. Does nothing when all is there. */
export const ensureHeadlessPackages = async () => {
  if (process.platform !== 'linux' || process.env['CARDKEEP_PACKAGES'] === 'present') return
  const missing = await findMissing()
  if (missing.length === 0) return
  if (!isRoot()) {
    throw new StepError(
      `Tests without a desktop need system packages that are missing: ${missing.join(', ')}.`,
      `Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${(await nowCalled(missing)).join(' ')}`,
    )
  }
  const startedAt = Date.now()
  say(`system packages: installing ${missing.join(' ')} (apt-get) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const hint = 'Check the network and /etc/apt/sources.list, then run the command again.'
  await run('apt-get', ['update', '-qq'], { env, hint })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...(await nowCalled(missing))], { env, hint })
  say(`system packages: installed in ${since(startedAt)}`)
}

// A session bus and a real, unlocked Secret Service of its own: gnome-keyring over a throw-away home, so that the
// person's own keyring is neither read nor written.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt } from '../run.mjs'
import { startService } from './service.mjs'

/**
 * Whether the service is on the bus (asking it before would start a second one) and its default collection open.
 * @param {NodeJS.ProcessEnv} env
 */
const isUnlocked = async (env) => {
  /** @param {readonly string[]} message */
  const ask = async (message) => (await attempt('dbus-send', ['--session', '--print-reply=literal', ...message], { env })).stdout
  const owned = await ask(['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'])
  if (!owned.includes('true')) return false
  const collection = await ask(['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default'])
  return collection.includes('/collection/')
}

/**
 * @param {string} folder a private folder; everything of the session lives in it
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>}
 */
export const startKeyring = async (folder) => {
  const home = join(folder, 'home')
  const runtime = join(folder, 'run')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await mkdir(runtime, { recursive: true, mode: 0o700 })
  /** @type {NodeJS.ProcessEnv} */
  const places = {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_CURRENT_DESKTOP: 'GNOME',
    // Without a desktop there is no accessibility bus; looking for it costs a second and a warning.
    NO_AT_BRIDGE: '1',
  }
  const bus = await startService({
    command: 'dbus-daemon',
    args: ['--session', '--nofork', '--nopidfile', '--print-address=3', `--address=unix:path=${join(runtime, 'bus')}`],
    env: { ...process.env, ...places },
    ready: /^(\S+)\n/,
  })
  const env = { ...places, DBUS_SESSION_BUS_ADDRESS: bus.answer }
  const keyring = await startService({
    command: 'gnome-keyring-daemon',
    args: ['--foreground', '--unlock', '--components=secrets'],
    env: { ...process.env, ...env },
    input: 'cardkeep tests',
    probe: () => isUnlocked({ ...process.env, ...env }),
  }).catch(async (error) => {
    await bus.stop()
    throw error
  })
  return {
    env,
    stop: async () => {
      await keyring.stop()
      await bus.stop()
    },
  }
}

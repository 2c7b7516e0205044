/** A session bus with a real gnome-keyring in one of the states that a person's machine can be in. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const canRunKeyring = process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon'].every((name) => spawnSync(name, ['--version']).status === 0)

export interface KeychainSession {
  /** Environment in which programs find this session and nothing else. */
  readonly env: Readonly<Record<string, string>>
  /** Starts the keyring unlocked, making it the first time. */
  unlock(): Promise<void>
  /** Ends it and starts it again as after a login without a password: there, but locked. */
  startLocked(): Promise<void>
  endKeyring(): Promise<void>
  end(): Promise<void>
}

/** A bus that starts no service by itself, so that only what the test starts is there. */
const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

export async function startKeychainSession(): Promise<KeychainSession> {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-keyring-'))
  const places = { HOME: join(folder, 'home'), XDG_RUNTIME_DIR: join(folder, 'run'), XDG_DATA_HOME: join(folder, 'data') }
  for (const place of Object.values(places)) mkdirSync(place, { mode: 0o700 })
  writeFileSync(join(folder, 'bus.conf'), BUS_CONFIG)
  const bus = spawn('dbus-daemon', [`--config-file=${join(folder, 'bus.conf')}`, '--nofork', '--nopidfile', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [address] = (await once(bus.stdout, 'data')) as [Buffer]
  const env = { PATH: process.env['PATH'] ?? '', ...places, DBUS_SESSION_BUS_ADDRESS: address.toString('utf8').trim() }
  let keyring: ChildProcess | undefined

  async function endKeyring(): Promise<void> {
    await stop(keyring)
    keyring = undefined
  }

  async function start(args: readonly string[], input: string): Promise<void> {
    await endKeyring()
    keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...args], { env, stdio: ['pipe', 'ignore', 'ignore'] })
    keyring.stdin?.end(input)
    await until(() => ask(env, ['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']).includes('true'))
  }

  return {
    env,
    async unlock() {
      await start(['--unlock'], 'a password')
      await until(() => ask(env, ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default']).includes('/collection/'))
    },
    startLocked: () => start([], ''),
    endKeyring,
    async end() {
      await endKeyring()
      await stop(bus)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ask(env: Readonly<Record<string, string>>, message: readonly string[]): string {
  return spawnSync('dbus-send', ['--session', '--print-reply=literal', ...message], { env, encoding: 'utf8' }).stdout
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (condition()) return
    await sleep(50)
  }
  throw new Error('The keyring did not get ready')
}

async function stop(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

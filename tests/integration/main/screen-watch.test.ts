/** The listener on a real bus, with the signals that desktops send. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { watchScreen } from '#main/locking/screen-watch.ts'
import { startLogind } from '#tests/support/logind.ts'
import { canRunKeyring, startKeychainSession, type KeychainSession } from './keychain-session.ts'

describe.skipIf(!canRunKeyring)('a desktop on a real bus', () => {
  let session: KeychainSession
  const bus = () => session.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''

  beforeAll(async () => {
    session = await startKeychainSession()
  })
  afterAll(() => session.end())

  /** A watch on both buses (of which this machine has one), listening. */
  async function watched(env: Readonly<Record<string, string>> = {}) {
    const heard: { readonly reason: string; readonly at: number }[] = []
    const listening = new Map<string, boolean>()
    const watch = watchScreen({
      env: { DBUS_SESSION_BUS_ADDRESS: bus(), DBUS_SYSTEM_BUS_ADDRESS: bus(), ...env },
      uid: process.getuid?.() ?? 0,
      lock: (reason) => void heard.push({ reason, at: performance.now() }),
      onListening: (name, isListening) => void listening.set(name, isListening),
    })
    onTestFinished(() => watch.stop())
    await vi.waitFor(() => expect([...listening.values()].filter(Boolean)).toHaveLength(2), 5_000)
    return { watch, heard, listening }
  }

  const emit = (path: string, signal: string, value: string) => spawnSync('gdbus', ['emit', '--session', '--object-path', path, '--signal', signal, value], { env: { ...session.env } })
  const send = (path: string, signal: string) => spawnSync('dbus-send', ['--session', '--type=signal', path, signal, 'boolean:true'], { env: { ...session.env } })

  test('its screen saver, of whichever kind, is heard when it comes on and not when it goes off', async () => {
    const { heard } = await watched()
    emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'false')
    emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'true')
    send('/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged')
    send('/ScreenSaver', 'org.example.ScreenSaver.ActiveChanged')
    send('/org/cinnamon/ScreenSaver', 'org.cinnamon.ScreenSaver.ActiveChanged')
    await vi.waitFor(() => expect(heard.map(({ reason }) => reason)).toEqual(['screen', 'screen', 'screen']), 5_000)
  })

  test('logind is heard, and nobody who only says what logind says', async () => {
    const { heard } = await watched({ XDG_SESSION_ID: '3' })
    send('/org/freedesktop/login1', 'org.freedesktop.login1.Manager.PrepareForSleep')
    const logind = await startLogind(bus())
    onTestFinished(() => logind.end())
    await logind.prepareForSleep(false)
    await logind.lockSession('4')
    await logind.lockSession('3')
    await logind.prepareForSleep(true)
    await vi.waitFor(() => expect(heard.map(({ reason }) => reason)).toEqual(['screen', 'sleep']), 5_000)
  })

  test('fifty locks are all heard, each within 100 ms', async () => {
    const { heard } = await watched()
    const logind = await startLogind(bus())
    onTestFinished(() => logind.end())
    const delays: number[] = []
    for (let lock = 1; lock <= 50; lock += 1) {
      const sent = performance.now()
      await logind.lockSession('1')
      await vi.waitFor(() => expect(heard).toHaveLength(lock), { timeout: 5_000, interval: 2 })
      delays.push((heard.at(-1)?.at ?? Number.NaN) - sent)
    }
    delays.sort((left, right) => left - right)
    process.stdout.write(`50 of 50 locks heard; median ${delays[25]?.toFixed(1)} ms, slowest ${delays.at(-1)?.toFixed(1)} ms\n`)
    expect(delays[25]).toBeLessThan(100)
  })

  test('a bus that goes away is no longer counted on, and the next one is found', async () => {
    const other = await startKeychainSession()
    const { watch, listening } = await watched({ DBUS_SESSION_BUS_ADDRESS: other.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
    await other.end()
    await vi.waitFor(() => expect(listening.get('session')).toBe(false), 5_000)
    expect(watch.followsScreen).toBe(true)
  })
})

test('where no bus answers the watch says so and goes on', async () => {
  const heard: string[] = []
  const watch = watchScreen({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }, uid: 0, lock: (reason) => void heard.push(reason), onListening: () => {} })
  onTestFinished(() => watch.stop())
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(watch.followsScreen).toBe(false)
  expect(heard).toEqual([])
})

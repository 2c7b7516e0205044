import { expect, test } from 'vitest'
import { fileArguments } from '#scripts/lib/app.mjs'
import { authorityFor } from '#scripts/lib/desktop/xvfb.mjs'
import { missingFrom } from '#scripts/lib/desktop/packages.mjs'
import { electronFlags } from '#scripts/lib/electron/flags.mjs'
import { missingIn } from '#scripts/lib/electron/libraries.mjs'
import { helperReady, namespacesClosed } from '#scripts/lib/electron/sandbox.mjs'
import { isContainer, majorOf } from '#scripts/lib/machine.mjs'
import { createEndings } from '#scripts/lib/signals.mjs'

const absent = (): never => {
  throw new Error('ENOENT')
}

test('a container is recognised by its file or by its control group', () => {
  expect(isContainer({ exists: (path) => path === '/.dockerenv', read: absent })).toBe(true)
  expect(isContainer({ exists: () => false, read: () => '0::/kubepods/besteffort/pod1' })).toBe(true)
  expect(isContainer({ exists: () => false, read: () => '0::/init.scope' })).toBe(false)
  expect(isContainer({ exists: () => false, read: absent })).toBe(false)
})

test('the sandbox is switched off for root and in containers, and for nobody else', () => {
  const desktop = { platform: 'linux', root: false, container: false, env: { DISPLAY: ':0' } }
  expect(electronFlags(desktop)).toEqual([])
  expect(electronFlags({ ...desktop, root: true })).toEqual(['--no-sandbox'])
  expect(electronFlags({ ...desktop, container: true })).toEqual(['--no-sandbox'])
  expect(electronFlags({ ...desktop, platform: 'darwin', root: true })).toEqual([])
  expect(electronFlags({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual(['--ozone-platform-hint=auto'])
  expect(electronFlags({ ...desktop, env: { DISPLAY: ':7', CARDKEEP_DISPLAY: 'virtual' } })).toEqual(['--disable-gpu'])
})

test('a system that closes user namespaces is recognised, and the helper that makes up for it', async () => {
  const only = (file: string, value: string) => (asked: string) => (asked.endsWith(file) ? Promise.resolve(value) : Promise.reject(new Error('ENOENT')))
  expect(await namespacesClosed(only('apparmor_restrict_unprivileged_userns', '1\n'))).toBe(true)
  expect(await namespacesClosed(only('apparmor_restrict_unprivileged_userns', '0\n'))).toBe(false)
  expect(await namespacesClosed(only('unprivileged_userns_clone', '0\n'))).toBe(true)
  expect(await namespacesClosed(only('nothing', ''))).toBe(false)
  expect(helperReady({ uid: 0, mode: 0o104755 })).toBe(true)
  expect(helperReady({ uid: 0, mode: 0o100755 })).toBe(false)
  expect(helperReady({ uid: 1000, mode: 0o104755 })).toBe(false)
})

test('a package counts under the name that a newer release gave it, and not when only its settings are left', () => {
  const listing = 'xvfb installed\nlibgtk-3-0t64 installed\ndbus config-files\nlibnss3 not-installed'
  expect(missingFrom(listing, ['xvfb', 'libgtk-3-0', 'dbus', 'libnss3', 'gnome-keyring'])).toEqual(['dbus', 'libnss3', 'gnome-keyring'])
})

test('missing shared libraries are read from the loader’s listing', () => {
  expect(missingIn('\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibnss3.so => not found\n')).toEqual(['libgtk-3.so.0', 'libnss3.so'])
})

test('only statement files that exist become absolute; switches and other words stay', () => {
  const exists = (path: string): boolean => path === '/home/ann/july.ofx'
  expect(fileArguments(['july.ofx', '--flag', 'gone.ofx'], '/home/ann', exists)).toEqual(['/home/ann/july.ofx', '--flag', 'gone.ofx'])
})

test('the display’s cookie is one entry that holds for any display', () => {
  const bytes = authorityFor(Buffer.alloc(16, 7))
  expect(bytes.subarray(0, 6).toString('hex')).toBe('ffff00000000')
  expect(bytes.readUInt16BE(6)).toBe(18)
  expect(bytes.toString('latin1', 8, 26)).toBe('MIT-MAGIC-COOKIE-1')
  expect(bytes.readUInt16BE(26)).toBe(16)
  expect(bytes).toHaveLength(44)
})

test('versions are compared by their major number, not as text', () => {
  expect(majorOf('v9.0.0')).toBeLessThan(majorOf('v20.11.1'))
})

test('told to stop, what was started last is ended first, and what has ended is left alone', async () => {
  const log: string[] = []
  const listeners = new Map<string, () => void>()
  let orphaned: () => void = () => undefined
  const exited = new Promise<number>((done) => {
    const endings = createEndings({
      on: (signal, listener) => listeners.set(signal, listener),
      onOrphaned: (listener) => {
        orphaned = listener
      },
      exit: done,
    })
    endings.add(() => void log.push('display'))
    const forget = endings.add(() => void log.push('build'))
    endings.add(async () => {
      await Promise.resolve()
      log.push('app')
    })
    forget()
  })
  listeners.get('SIGINT')?.()
  expect(await exited).toBe(130)
  expect(log).toEqual(['app', 'display'])
  expect(orphaned).toBeTypeOf('function')
})

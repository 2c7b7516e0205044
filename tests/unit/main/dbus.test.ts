import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { busSocket, parseAddress } from '#main/locking/dbus/address.ts'
import { decodeMessage, encodeMessage, LARGEST_MESSAGE, messageLength } from '#main/locking/dbus/message.ts'
import { meaningOf, sessionPath } from '#main/locking/lock-signals.ts'

const SIGNAL = { type: 'signal', serial: 7, path: '/org/gnome/ScreenSaver', interface: 'org.gnome.ScreenSaver', member: 'ActiveChanged', args: [true] } as const

describe('a D-Bus message', () => {
  test('reads back as it was written, whatever the lengths of its names', () => {
    const name = fc.stringMatching(/^[a-z]{1,40}$/)
    fc.assert(
      fc.property(name, name, name, fc.option(name, { nil: undefined }), fc.boolean(), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (path, iface, member, destination, flag, serial) => {
        const bytes = encodeMessage({ type: 'signal', serial, path: `/${path}`, interface: iface, member, ...(destination === undefined ? {} : { destination }), args: [flag, 'more'] })
        expect(messageLength(bytes)).toBe(bytes.length)
        expect(decodeMessage(bytes)).toMatchObject({ type: 'signal', path: `/${path}`, interface: iface, member, flag })
      }),
    )
  })

  test('of the other byte order reads the same', () => {
    // As a big-endian machine sends it: endian, type, flags, version, body length, serial, fields of member and signature.
    const bytes = Buffer.from('420400010000000400000001000000170301730000000004' + '4c6f636b00' + '000000' + '0801670001620000' + '00000001', 'hex')
    expect(messageLength(bytes)).toBe(bytes.length)
    expect(decodeMessage(bytes)).toMatchObject({ type: 'signal', member: 'Lock', flag: true })
  })

  test('is waited for until its length is known, and refused when it is none or too large', () => {
    const whole = encodeMessage(SIGNAL)
    expect(messageLength(whole.subarray(0, 15))).toBeUndefined()
    expect(() => messageLength(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(RangeError)
    const large = Buffer.from(whole)
    large.writeUInt32LE(LARGEST_MESSAGE, 4)
    expect(() => messageLength(large)).toThrow(RangeError)
  })

  test('that is damaged is read or refused, and never anything else', () => {
    const whole = encodeMessage(SIGNAL)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const damaged = Buffer.from(whole)
        for (const [at, value] of changes) damaged[at] = value
        try {
          decodeMessage(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('what a signal means', () => {
  const own = sessionPath('3')
  test.each([
    ['the screen saver comes on', SIGNAL, true, 'screen'],
    ['it goes off', SIGNAL, false, undefined],
    ['the freedesktop one comes on', { ...SIGNAL, interface: 'org.freedesktop.ScreenSaver' }, true, 'screen'],
    ['a player becomes active', { ...SIGNAL, interface: 'org.mpris.MediaPlayer2' }, true, undefined],
    ['the machine goes to sleep', { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager', member: 'PrepareForSleep' }, true, 'sleep'],
    ['it wakes', { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager', member: 'PrepareForSleep' }, false, undefined],
    ['the session is locked', { path: own, interface: 'org.freedesktop.login1.Session', member: 'Lock' }, undefined, 'screen'],
    ['another person’s session is locked', { path: sessionPath('4'), interface: 'org.freedesktop.login1.Session', member: 'Lock' }, undefined, undefined],
    ['the session is unlocked', { path: own, interface: 'org.freedesktop.login1.Session', member: 'Unlock' }, undefined, undefined],
  ])('%s', (_what, { interface: name, member, path }, flag, expected) => {
    expect(meaningOf({ interface: name, member, path, flag }, own)).toBe(expected)
  })

  test('where the own session is not known, any lock counts', () => {
    expect(meaningOf({ interface: 'org.freedesktop.login1.Session', member: 'Lock', path: '/x', flag: undefined }, undefined)).toBe('screen')
  })

  test.each([['c2', 'c2'], ['2', '_32'], ['12', '_312'], ['a-b', 'a_2db']])('logind writes session %s as %s', (id, label) => {
    expect(sessionPath(id)).toBe(`/org/freedesktop/login1/session/${label}`)
  })
})

describe('the address of a bus', () => {
  test.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/dbus%2dx,guid=0a', '/tmp/dbus-x'],
    ['unix:guid=0a,abstract=/tmp/dbus-1', '\0/tmp/dbus-1'],
    ['tcp:host=localhost,port=1;unix:path=/b', '/b'],
    ['tcp:host=localhost,port=1', undefined],
    ['unix:path=%zz', undefined],
    ['', undefined],
  ])('%s', (address, socket) => {
    expect(parseAddress(address)).toBe(socket)
  })

  test('is where the desktop says, or where buses are', () => {
    expect(busSocket('session', { XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/bus')
    expect(busSocket('session', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x', XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/x')
    expect(busSocket('session', {})).toBeUndefined()
    expect(busSocket('system', {})).toBe('/run/dbus/system_bus_socket')
  })
})

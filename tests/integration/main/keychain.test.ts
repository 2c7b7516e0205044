import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRunKeyring, startKeychainSession, type KeychainSession } from './keychain-session.ts'

const program = join(import.meta.dirname, 'ask-keychain.ts')

function ask(env: Readonly<Record<string, string>>, calls: string): unknown {
  return JSON.parse(execFileSync(process.execPath, [program, ...calls.split(' ')], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 }))
}

// Elsewhere there is no such daemon to start; the states are then proven against a stand-in (tests/unit/main/keychain.test.ts).
describe.runIf(canRunKeyring)('keytar and a real Secret Service', () => {
  let session: KeychainSession
  beforeAll(async () => {
    session = await startKeychainSession()
  })
  afterAll(() => session.end())

  test('that is not there is absent, and nothing hangs', () => {
    expect(ask(session.env, 'state + get item + set item x + delete item')).toEqual(['absent', 'unavailable: absent', 'unavailable: absent', 'unavailable: absent'])
  })

  test('on a machine without a session bus is absent', () => {
    const { DBUS_SESSION_BUS_ADDRESS: _none, ...env } = session.env
    expect(ask({ ...env, XDG_RUNTIME_DIR: '/nonexistent' }, 'state + get item')).toEqual(['absent', 'unavailable: absent'])
  })

  test.each(['disabled:', 'nonsense', 'unix:path=/nonexistent'])('behind the address %j is absent', (address) => {
    expect(ask({ ...session.env, DBUS_SESSION_BUS_ADDRESS: address }, 'state')).toEqual(['absent'])
  })

  test('that is open keeps secrets, and leaves nothing of the question about its state', async () => {
    await session.unlock()
    expect(ask(session.env, 'state + get item + set item c2VjcmV0 + get item + delete probe')).toEqual(['available', null, 'kept', 'c2VjcmV0', false])
  })

  test('that is locked says so, also about a secret that it has', async () => {
    await session.startLocked()
    expect(ask(session.env, 'state')).toEqual(['locked'])
    expect(ask(session.env, 'get item')).toEqual(['unavailable: locked'])
    expect(ask(session.env, 'set item x')).toEqual(['unavailable: locked'])
  })

  test('that is opened again still has it', async () => {
    await session.unlock()
    expect(ask(session.env, 'get item + state + delete item + get item')).toEqual(['c2VjcmV0', 'available', true, null])
  })
})

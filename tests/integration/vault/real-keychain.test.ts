/** The vault in the four states of a real keyring: working, locked, absent, and changed behind its back. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '#tests/support/store.ts'
import { canRunKeyring, startKeychainSession, type KeychainSession } from '../main/keychain-session.ts'
import { bodyOf } from './vault-bench.ts'

const run = promisify(execFile)

describe.skipIf(!canRunKeyring)('with a real gnome-keyring', () => {
  let session: KeychainSession
  beforeAll(async () => {
    session = await startKeychainSession()
  }, 30_000)
  afterAll(() => session.end())

  test('each state has its own path, and only the recovery key binds a vault to a keyring that was changed', { timeout: 180_000 }, async () => {
    const folder = await temporaryFolder()
    const ask = async (...steps: readonly string[]) => {
      const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'keeper-in-session.ts'), folder, ...steps], { env: { ...session.env } })
      return JSON.parse(stdout) as string[]
    }
    await session.unlock()
    const [recoveryKey = '', ...working] = await ask('set', 'status', 'passphrase', 'pin')
    expect(working).toEqual(['available', 'opened', 'opened'])
    const { vaultId } = JSON.parse(bodyOf(readFileSync(join(folder, 'vault.json')))) as { vaultId: string }

    await session.startLocked()
    expect(await ask('status', 'passphrase', 'pin')).toEqual(['locked', 'vault.keychain-unavailable', 'vault.keychain-unavailable'])
    await session.endKeyring()
    expect(await ask('status', 'passphrase')).toEqual(['absent', 'vault.keychain-unavailable'])

    await session.unlock()
    // A keyring that was there before names its collection before it has opened it.
    await vi.waitUntil(async () => (await ask('status'))[0] === 'available', { timeout: 60_000 })
    expect(await ask(`lose=${vaultId}`, 'status', 'passphrase', 'pin', `recover=${recoveryKey}`, 'status', 'passphrase')).toEqual([
      'true', 'changed', 'vault.keychain-mismatch', 'vault.keychain-mismatch', 'opened', 'available', 'opened',
    ])
    expect(await ask(`swap=${vaultId}`, 'status', 'passphrase', `recover=${recoveryKey}`, 'status', 'passphrase')).toEqual(['kept', 'changed', 'vault.keychain-mismatch', 'opened', 'available', 'opened'])
  })
})

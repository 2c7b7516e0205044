/** Envelopes that travel with a backup, and vaults that are made of them. */
import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { VaultKeeper } from '#engine/vault/vault-keeper.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, PIN, withRecoveryKey, withRightCheck, type Bench } from './vault-bench.ts'

const NEXT = 'copper lantern marsh eleven'

let bench: Bench
let elsewhere: Bench
let keeper: VaultKeeper
let key: Buffer
let recoveryKey: string
let envelope: string
beforeEach(async () => {
  bench = createBench()
  elsewhere = createBench()
  keeper = bench.start()
  key = await keeper.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  await keeper.setPin({ pin: PIN })
  recoveryKey = await withRecoveryKey(keeper)
  envelope = await keeper.portableEnvelope({ passphrase: PASSPHRASE })
})
afterEach(() => {
  bench.remove()
  elsewhere.remove()
})

describe('a portable envelope', () => {
  test('needs no keychain: the passphrase at the price of one that stands alone, the recovery key as it is, no PIN', async () => {
    expect(JSON.parse(bodyOf(Buffer.from(envelope)))).toMatchObject({ keychainCheck: null, ways: { passphrase: { kdf: { memoryKiB: 262_144, passes: 3 } }, pin: null } })
    const opener = elsewhere.start()
    expect((await opener.openPortable(envelope, { passphrase: PASSPHRASE })).equals(key)).toBe(true)
    expect((await opener.openPortable(envelope, { recoveryKey })).equals(key)).toBe(true)
    await expectAppError(opener.openPortable(envelope, { passphrase: NEXT }), 'vault.wrong-passphrase')
    await expectAppError(opener.openPortable(envelope, { recoveryKey: recoveryKey.slice(0, -6) }), 'vault.wrong-recovery-key', { mistyped: [6] })
    expect(existsSync(elsewhere.folder)).toBe(false)
  })

  test('is given to somebody who knows the passphrase, counted as an attempt', async () => {
    expect(await outcome(keeper.portableEnvelope({ passphrase: NEXT }))).toBe('vault.wrong-passphrase')
    expect((await keeper.status()).failedAttempts).toBe(1)
  })

  test('that was altered, cut or is none is damaged; the vault\'s own is not taken for one', async () => {
    const opener = elsewhere.start()
    const renamed = withRightCheck(bodyOf(Buffer.from(envelope)).replace(BUSINESS, 'Hartmann & Thieves'))
    const cheap = withRightCheck(bodyOf(Buffer.from(envelope)).replace('"memoryKiB":262144', '"memoryKiB":65536'))
    for (const text of [renamed, cheap, envelope.slice(0, -20), '', 'cardkeep', bench.read().toString('utf8')]) expect(await outcome(opener.openPortable(text, { passphrase: PASSPHRASE }))).toBe('vault.damaged')
    expect(await outcome(opener.openPortable(renamed, { recoveryKey }))).toBe('vault.damaged')
  })

  test('without a recovery key says so', async () => {
    const lonely = elsewhere.start()
    await lonely.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
    expect(await outcome(bench.start().openPortable(await lonely.portableEnvelope({ passphrase: PASSPHRASE }), { recoveryKey }))).toBe('vault.no-recovery-key')
  })
})

describe('another computer', () => {
  test.each(['available', 'absent'] as const)('makes its vault of one by passphrase, bound to its own keychain (%s)', async (state) => {
    elsewhere.host.state = state
    expect((await elsewhere.start().adopt({ envelope, with: { passphrase: PASSPHRASE } })).equals(key)).toBe(true)
    expect(await elsewhere.start().status()).toMatchObject({
      exists: true, businessName: BUSINESS, keychain: state, protection: state === 'available' ? 'keychain-and-passphrase' : 'passphrase-only', pin: 'none', hasRecoveryKey: true, failedAttempts: 0,
    })
    expect((await elsewhere.start().unlock({ passphrase: PASSPHRASE })).equals(key)).toBe(true)
    expect((await bench.start().unlock({ pin: PIN })).equals(key)).toBe(true)
  })

  test('makes it by recovery key under a new passphrase', async () => {
    await expectAppError(elsewhere.start().adopt({ envelope, with: { recoveryKey, newPassphrase: 'passwordpassword' } }), 'vault.weak-passphrase')
    expect((await elsewhere.start().adopt({ envelope, with: { recoveryKey, newPassphrase: NEXT } })).equals(key)).toBe(true)
    expect(await outcome(elsewhere.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.wrong-passphrase')
    expect((await elsewhere.start().unlock({ passphrase: NEXT })).equals(key)).toBe(true)
    expect((await elsewhere.start().recover({ recoveryKey, newPassphrase: PASSPHRASE })).equals(key)).toBe(true)
  })

  test('leaves nothing behind where it does not open, and never replaces a vault', async () => {
    await expectAppError(elsewhere.start().adopt({ envelope, with: { passphrase: NEXT } }), 'vault.wrong-passphrase')
    expect(existsSync(elsewhere.folder)).toBe(false)
    expect(elsewhere.host.items.size).toBe(0)
    await expectAppError(bench.start().adopt({ envelope, with: { passphrase: PASSPHRASE } }), 'vault.exists')
  })
})

test('erased is erased: no file and no item of the keychain is left, and the portable envelope still opens', async () => {
  await keeper.erase()
  expect(readdirSync(bench.folder)).toEqual([])
  expect(bench.host.items.size).toBe(0)
  expect(await bench.start().status()).toMatchObject({ exists: false })
  await expectAppError(keeper.rename({ businessName: 'Anybody' }), 'vault.locked')
  expect((await bench.start().adopt({ envelope, with: { passphrase: PASSPHRASE } })).equals(key)).toBe(true)
})

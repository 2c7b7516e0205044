/** Vaults of the first format, written here from its description alone. */
import { createCipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, PIN, quickHash, withRecoveryKey, withRightCheck, type Bench } from './vault-bench.ts'

let bench: Bench
let key: Buffer
beforeEach(() => {
  bench = createBench()
  key = randomBytes(32)
})
afterEach(() => bench.remove())

async function writeVersion1(withKeychain: boolean): Promise<void> {
  const vaultId = randomUUID()
  const secret = withKeychain ? randomBytes(32) : undefined
  const kdf = { name: 'argon2id' as const, memoryKiB: withKeychain ? 65_536 : 262_144, passes: 3, lanes: 4, salt: randomBytes(16).toString('base64') }
  const material = Buffer.concat([secret ?? Buffer.alloc(0), await quickHash(PASSPHRASE, kdf)])
  const sealing = Buffer.from(hkdfSync('sha256', material, vaultId, `cardkeep/seal/${secret ? 'keychain+' : ''}passphrase/1`, 32))
  const nonce = randomBytes(12)
  const header = {
    version: 1, vaultId, createdAt: 1_790_000_000_000, businessName: BUSINESS, protection: secret ? 'keychain-and-passphrase' : 'passphrase-only', kdf,
    keychainCheck: secret ? Buffer.from(hkdfSync('sha256', secret, vaultId, 'cardkeep/keychain-check/1', 16)).toString('base64') : null,
    wrap: { cipher: 'aes-256-gcm', nonce: nonce.toString('base64') },
  }
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(JSON.stringify(header)))
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64')
  if (secret) bench.host.items.set(vaultId, secret.toString('base64'))
  mkdirSync(bench.folder, { recursive: true, mode: 0o700 })
  bench.overwrite(withRightCheck(JSON.stringify({ ...header, wrap: { ...header.wrap, sealed } })))
}

test.each([true, false])('opens, with the keychain or without (%s), and is made anew on the way; PIN and recovery key can be had then', async (withKeychain) => {
  if (!withKeychain) bench.host.state = 'absent'
  await writeVersion1(withKeychain)
  bench.pass(1_800_000)
  expect(await bench.start().status()).toMatchObject({ exists: true, businessName: BUSINESS, keychain: withKeychain ? 'available' : 'absent', pin: 'none', hasRecoveryKey: false })
  bench.pass(1_800_000)
  const keeper = bench.start()
  expect((await keeper.unlock({ passphrase: PASSPHRASE })).equals(key)).toBe(true)
  expect(JSON.parse(bodyOf(bench.read()))).toMatchObject({ version: 2, createdAt: 1_790_000_000_000, businessName: BUSINESS })
  if (withKeychain) await keeper.setPin({ pin: PIN })
  const recoveryKey = await withRecoveryKey(keeper)
  expect((await bench.start().unlock({ passphrase: PASSPHRASE })).equals(key)).toBe(true)
  expect((await bench.start().recover({ recoveryKey, newPassphrase: PASSPHRASE })).equals(key)).toBe(true)
})

test('refuses what it refused then: another passphrase, an altered name', async () => {
  await writeVersion1(true)
  bench.forgetAttempts()
  expect(await outcome(bench.start().unlock({ passphrase: 'violet otter canal eighty' }))).toBe('vault.wrong-passphrase')
  bench.overwrite(withRightCheck(bodyOf(bench.read()).replace(BUSINESS, 'Hartmann & Thieves')))
  expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.wrong-passphrase')
  expect(JSON.parse(bodyOf(bench.read()))).toMatchObject({ version: 1 })
})

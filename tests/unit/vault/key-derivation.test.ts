import { argon2Sync, hkdfSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { argon2id, checkKdfParameters, keychainFingerprint, newKdfParameters, recoverySealingKey, sealingKey } from '#engine/vault/key-derivation.ts'

const SALT = Buffer.alloc(16, 7).toString('base64')
const small = { name: 'argon2id', memoryKiB: 1_024, passes: 2, lanes: 4, salt: SALT } as const

describe('the passphrase hash', () => {
  test('is Argon2id as another implementation computes it', async () => {
    const expected = argon2Sync('argon2id', { message: 'violet otter canal ninety', nonce: Buffer.alloc(16, 7), memory: 1_024, passes: 2, parallelism: 4, tagLength: 32 })
    expect((await argon2id('violet otter canal ninety', small)).toString('hex')).toBe(expected.toString('hex'))
  })

  test('is the same for the two spellings of one accented letter', async () => {
    const composed = await argon2id('schöne Grüße'.normalize('NFC'), small)
    const decomposed = await argon2id('schöne Grüße'.normalize('NFD'), small)
    expect(composed.equals(decomposed)).toBe(true)
  })
})

describe('parameters', () => {
  test.each(['keychain-and-passphrase', 'passphrase-only'] as const)('of a new vault (%s) pass their own floor', (protection) => {
    const made = newKdfParameters(protection)
    expect(() => checkKdfParameters(made, protection)).not.toThrow()
    expect(made.memoryKiB).toBe(protection === 'passphrase-only' ? 262_144 : 65_536)
    expect(newKdfParameters(protection).salt).not.toBe(made.salt)
  })

  test.each([
    ['less memory', { memoryKiB: 65_535 }],
    ['fewer passes', { passes: 2 }],
    ['memory enough to stop the machine', { memoryKiB: 4_194_304 }],
    ['passes without end', { passes: 1_000_000 }],
    ['a thread for everybody', { lanes: 200 }],
  ])('with %s are refused', (_name, change) => {
    const parameters = { ...newKdfParameters('keychain-and-passphrase'), ...change }
    expect(() => checkKdfParameters(parameters, 'keychain-and-passphrase')).toThrow('vault.damaged')
  })

  test('that are enough with the keychain are refused for the passphrase alone', () => {
    expect(() => checkKdfParameters(newKdfParameters('keychain-and-passphrase'), 'passphrase-only')).toThrow('vault.damaged')
  })
})

describe('the sealing key', () => {
  const hash = Buffer.alloc(32, 1)
  const secret = Buffer.alloc(32, 2)
  const vault = '0b9a1a52-7a37-4ad1-8b0f-0a2f8b0d7c11'

  test('changes with the passphrase, the keychain secret, the vault, whether there is a keychain, and what it is derived from', () => {
    const keys = [
      sealingKey(hash, secret, vault, 'passphrase'),
      sealingKey(Buffer.alloc(32, 3), secret, vault, 'passphrase'),
      sealingKey(hash, Buffer.alloc(32, 3), vault, 'passphrase'),
      sealingKey(hash, secret, '1b9a1a52-7a37-4ad1-8b0f-0a2f8b0d7c11', 'passphrase'),
      sealingKey(hash, undefined, vault, 'passphrase'),
      sealingKey(hash, secret, vault, 'pin'),
      recoverySealingKey('00000', vault),
      recoverySealingKey('00001', vault),
      recoverySealingKey('00000', '1b9a1a52-7a37-4ad1-8b0f-0a2f8b0d7c11'),
    ].map((key) => key.toString('hex'))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.every((key) => key.length === 64)).toBe(true)
  })

  test('is the one that the first version derived: its vaults still open', () => {
    expect(sealingKey(hash, secret, vault, 'passphrase').toString('hex')).toBe(Buffer.from(hkdfSync('sha256', Buffer.concat([secret, hash]), vault, 'cardkeep/seal/keychain+passphrase/1', 32)).toString('hex'))
    expect(sealingKey(hash, undefined, vault, 'passphrase').toString('hex')).toBe(Buffer.from(hkdfSync('sha256', hash, vault, 'cardkeep/seal/passphrase/1', 32)).toString('hex'))
  })

  test('leaves its inputs as they were, and the fingerprint does not contain the secret', () => {
    sealingKey(hash, secret, vault, 'passphrase')
    expect(hash.equals(Buffer.alloc(32, 1))).toBe(true)
    expect(secret.equals(Buffer.alloc(32, 2))).toBe(true)
    expect(Buffer.from(keychainFingerprint(secret, vault), 'base64').equals(secret.subarray(0, 16))).toBe(false)
  })
})

import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { argon2id } from '#engine/vault/key-derivation.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, withRightCheck, type Bench } from './vault-bench.ts'

let bench: Bench
beforeEach(() => {
  bench = createBench()
})
afterEach(() => bench.remove())

const create = () => bench.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })
const unlock = (passphrase = PASSPHRASE) => bench.start().unlock({ passphrase })

describe('with a keychain', () => {
  test('the same key comes back after a restart, and another vault has another key', async () => {
    const key = await create()
    expect(key).toHaveLength(32)
    expect((await unlock()).equals(key)).toBe(true)
    const other = createBench()
    expect((await other.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })).equals(key)).toBe(false)
    other.remove()
  })

  test('status tells what the unlock screen shows', async () => {
    expect(await bench.start().status()).toEqual({ exists: false, businessName: null, protection: null, keychain: 'available', failedAttempts: 0, waitMs: 0, isClosed: false, pin: 'none', hasRecoveryKey: false })
    await create()
    expect(await bench.start().status()).toEqual({
      exists: true, businessName: BUSINESS, protection: 'keychain-and-passphrase', keychain: 'available', failedAttempts: 0, waitMs: 0, isClosed: false, pin: 'none', hasRecoveryKey: false,
    })
  })

  test('neither the passphrase nor the keychain item opens it alone', async () => {
    await create()
    expect(await outcome(unlock('violet otter canal eighty'))).toBe('vault.wrong-passphrase')
    bench.host.items.clear()
    expect(await outcome(unlock())).toBe('vault.keychain-mismatch')
  })

  test.each([
    ['a keychain item of another vault', Buffer.alloc(32, 9).toString('base64')],
    ['half an item', Buffer.alloc(16, 9).toString('base64')],
    ['an item that is no base64', '????'],
  ])('%s is told apart from a wrong passphrase, and does not count as one', async (_name, item) => {
    await create()
    const vaultId = [...bench.host.items.keys()].find((name) => !name.endsWith('.attempts')) ?? ''
    const before = bench.hashed.runs
    bench.host.items.set(vaultId, item)
    expect(await outcome(unlock())).toBe('vault.keychain-mismatch')
    expect(bench.hashed.runs).toBe(before)
    expect((await bench.start().status()).failedAttempts).toBe(0)
  })

  test.each(['locked', 'absent'] as const)('a keychain that is %s later refuses, keeps the vault and works again when it is back', async (state) => {
    const key = await create()
    bench.host.state = state
    await expect(unlock()).rejects.toMatchObject({ code: 'vault.keychain-unavailable', details: { state }, retryable: true })
    expect(await bench.start().status()).toMatchObject({ exists: true, businessName: BUSINESS, keychain: state })
    bench.host.state = 'available'
    expect((await unlock()).equals(key)).toBe(true)
  })

  test('a keychain that does not keep the secret makes no vault', async () => {
    bench.host.forgetful = true
    expect(await outcome(create())).toBe('vault.keychain-unavailable')
    expect(await bench.start().status()).toMatchObject({ exists: false })
  })
})

describe.each(['locked', 'absent'] as const)('with a keychain that is %s from the start', (state) => {
  beforeEach(() => {
    bench.host.state = state
  })

  test('the passphrase alone protects it, with the dearer derivation, and says so', async () => {
    const key = await create()
    expect(await bench.start().status()).toMatchObject({ protection: 'passphrase-only', keychain: state })
    expect(JSON.parse(bodyOf(bench.read()))).toMatchObject({ keychainCheck: null, ways: { passphrase: { kdf: { name: 'argon2id', memoryKiB: 262_144, passes: 3 } }, pin: null, recovery: null } })
    expect((await unlock()).equals(key)).toBe(true)
    expect(bench.host.items.size).toBe(0)
  })

  test('a keychain that appears later changes nothing', async () => {
    const key = await create()
    bench.host.state = 'available'
    expect((await unlock()).equals(key)).toBe(true)
  })
})

describe('making one', () => {
  test.each([
    ['too short', 'too-short'],
    ['passwordpassword', 'too-common'],
    ['Hartmann & Sons 1', 'contains-context'],
  ])('with %j is refused and leaves nothing behind', async (passphrase, reason) => {
    await expect(bench.start().create({ passphrase, businessName: BUSINESS })).rejects.toMatchObject({ code: 'vault.weak-passphrase', details: { reason, minLength: 15 } })
    expect(existsSync(bench.folder)).toBe(false)
    expect(bench.host.items.size).toBe(0)
  })

  test('over an existing one is refused, damaged or not', async () => {
    await create()
    expect(await outcome(create())).toBe('vault.exists')
    bench.overwrite('rubbish')
    expect(await outcome(create())).toBe('vault.exists')
  })

  test('without one there is nothing to unlock', async () => {
    expect(await outcome(unlock())).toBe('vault.missing')
  })

  test('files are the owner\'s alone and no temporary one stays', async () => {
    await create()
    await outcome(unlock('wrong wrong wrong wrong'))
    expect(readdirSync(bench.folder).toSorted()).toEqual(['attempts.json', 'vault.json', 'vault.json.bak'])
    expect(statSync(bench.folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(bench.folder)) expect(statSync(join(bench.folder, name)).mode & 0o777).toBe(0o600)
  })

  test('no file holds the passphrase, the key or the keychain secret in any spelling', async () => {
    const key = await create()
    const secrets = [PASSPHRASE, ...[...bench.host.items.values()].filter((item) => item.length === 44)]
    const needles = [...secrets.flatMap((secret) => [secret, Buffer.from(secret, 'base64').toString('hex')]), key.toString('hex'), key.toString('base64'), key.toString('latin1')]
    for (const name of readdirSync(bench.folder)) {
      const content = readFileSync(join(bench.folder, name), 'latin1')
      expect(needles.filter((needle) => content.includes(needle))).toEqual([])
    }
  })
})

describe('the name on the unlock screen', () => {
  test('is changed by an open keeper; key and passphrase stay', async () => {
    const key = await create()
    const keeper = bench.start()
    expect(await outcome(keeper.rename({ businessName: 'Hartmann & Daughters' }))).toBe('vault.locked')
    await keeper.unlock({ passphrase: PASSPHRASE })
    await keeper.rename({ businessName: 'Hartmann & Daughters' })
    expect((await bench.start().status()).businessName).toBe('Hartmann & Daughters')
    expect((await unlock()).equals(key)).toBe(true)
  })

  test('cannot be changed from outside without the vault ceasing to open', async () => {
    await create()
    bench.overwrite(withRightCheck(bodyOf(bench.read()).replace(BUSINESS, 'Hartmann & Thieves')))
    expect(await outcome(unlock())).toBe('vault.damaged')
  })
})

describe('damage', () => {
  test('of the envelope is mended from its copy', async () => {
    const key = await create()
    const good = bench.read()
    writeFileSync(bench.file, good.subarray(0, 100))
    expect((await unlock()).equals(key)).toBe(true)
    expect(bench.read().equals(good)).toBe(true)
    rmSync(bench.file)
    rmSync(`${bench.file}.bak`)
    writeFileSync(`${bench.file}.bak`, good)
    expect((await unlock()).equals(key)).toBe(true)
    expect(bench.read().equals(good)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['half of it', 'half'],
    ['JSON of something else', '{"version":1}'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
  ])('both being %s is called damage, not a wrong passphrase, and is not counted', async (_name, content) => {
    await create()
    bench.overwrite(content === 'half' ? bench.read().subarray(0, 300) : content)
    const before = bench.hashed.runs
    expect(await outcome(unlock())).toBe('vault.damaged')
    expect(bench.hashed.runs).toBe(before)
    expect(await bench.start().status()).toMatchObject({ exists: true, businessName: null, protection: null, failedAttempts: 0 })
  })

  test('a vault of a later version is not called damaged', async () => {
    await create()
    bench.overwrite(withRightCheck(bodyOf(bench.read()).replace('"version":2', '"version":3')))
    await expect(unlock()).rejects.toMatchObject({ code: 'db.newer-version', details: { found: 'vault 3', supported: 'vault 2' } })
  })

  test('unknown fields, other spellings and doubled keys are refused', async () => {
    await create()
    const body = bodyOf(bench.read())
    for (const forged of [body.replace('{', '{"extra":1,'), body.replace('{', '{ '), body.replace('"passes":3', '"passes":3.0'), body.replace('{', '{"version":2,')]) {
      bench.overwrite(withRightCheck(forged))
      expect(await outcome(unlock())).toBe('vault.damaged')
    }
  })
})

describe('parameters below the floor', () => {
  test.each([
    ['less memory', /"memoryKiB":\d+/, '"memoryKiB":8'],
    ['one pass', /"passes":3/, '"passes":1'],
    ['memory that would stop the machine', /"memoryKiB":\d+/, '"memoryKiB":4194303'],
    ['no keychain where there was one', /"keychainCheck":"[^"]+"/, '"keychainCheck":null'],
  ])('%s is refused before anything is derived', async (_name, from, to) => {
    await create()
    const forged = bodyOf(bench.read()).replace(from, to)
    expect(forged).not.toBe(bodyOf(bench.read()))
    bench.overwrite(withRightCheck(forged))
    const before = bench.hashed.runs
    expect(await outcome(unlock())).toBe('vault.damaged')
    expect(bench.hashed.runs).toBe(before)
  })
})

test.each(['available', 'absent'] as const)('with the real Argon2id (keychain %s) a vault is made and opened in reasonable time', async (state) => {
  const real = createBench(argon2id)
  real.host.state = state
  const key = await real.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  const bare = createVaultKeeper({ folder: real.folder, host: real.host, now: () => real.clock.wall, monotonic: () => real.clock.uptime })
  const started = performance.now()
  expect((await bare.unlock({ passphrase: PASSPHRASE })).equals(key)).toBe(true)
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(await outcome(bare.unlock({ passphrase: 'violet otter canal eighty' }))).toBe('vault.wrong-passphrase')
  real.remove()
})

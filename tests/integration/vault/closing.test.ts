/** Five wrong PINs, ten wrong attempts of any kind: what closes then, what still opens, and that nothing is lost. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { VaultKeeper } from '#engine/vault/vault-keeper.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { BUSINESS, createBench, outcome, PASSPHRASE, PIN, withRecoveryKey, type Bench } from './vault-bench.ts'

const WRONG = { passphrase: 'violet otter canal eighty' }
const HALF_AN_HOUR = 1_800_000

let bench: Bench
let keeper: VaultKeeper
let key: Buffer
beforeEach(async () => {
  bench = createBench()
  keeper = bench.start()
  key = await keeper.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  await keeper.setPin({ pin: PIN })
})
afterEach(() => bench.remove())

/** As a freshly started app tries it, half an hour after the last. */
async function attempt(way: Parameters<VaultKeeper['unlock']>[0]): Promise<string> {
  bench.pass(HALF_AN_HOUR)
  return outcome(bench.start().unlock(way))
}

test('five wrong PINs close the PIN, through a restart and days; the passphrase opens and sets it free', async () => {
  for (const triesLeft of [4, 3, 2, 1, 0]) {
    bench.pass(HALF_AN_HOUR)
    await expectAppError(bench.start().unlock({ pin: '493818' }), 'vault.wrong-pin', { failedAttempts: 5 - triesLeft, triesLeft })
  }
  bench.pass(86_400_000)
  expect((await bench.start().status()).pin).toBe('closed')
  const before = bench.hashed.runs
  expect(await attempt({ pin: PIN })).toBe('vault.pin-closed')
  expect(bench.hashed.runs).toBe(before)
  expect(await attempt({ passphrase: PASSPHRASE })).toBe('opened')
  expect((await bench.start().status()).pin).toBe('set')
  expect(await attempt({ pin: PIN })).toBe('opened')
})

test('wrong PINs and passphrases are counted together, and a right one of either forgets both', async () => {
  for (const way of [{ pin: '493818' }, WRONG, { pin: '493818' }]) await attempt(way)
  expect((await bench.start().status()).failedAttempts).toBe(3)
  expect(await attempt({ pin: PIN })).toBe('opened')
  expect(await bench.start().status()).toMatchObject({ failedAttempts: 0, pin: 'set' })
})

test('a wrong PIN waits like a wrong passphrase', async () => {
  for (let time = 0; time < 3; time++) expect(await outcome(bench.start().unlock({ pin: '493818' }))).toBe('vault.wrong-pin')
  await expectAppError(bench.start().unlock({ pin: PIN }), 'vault.throttled', { waitMs: 5_000, failedAttempts: 3 })
  await expectAppError(bench.start().unlock({ passphrase: PASSPHRASE }), 'vault.throttled', { waitMs: 5_000, failedAttempts: 3 })
})

test('a lost record closes the PIN as well as making one wait', async () => {
  rmSync(join(bench.folder, 'attempts.json'))
  for (const name of bench.host.items.keys()) if (name.endsWith('.attempts')) bench.host.items.delete(name)
  expect(await bench.start().status()).toMatchObject({ failedAttempts: 5, pin: 'closed' })
})

test('the tenth wrong attempt closes passphrase and PIN; the recovery key opens, and the vault is the same', async () => {
  const recoveryKey = await withRecoveryKey(keeper)
  const envelope = bench.read()
  const secrets = new Map(bench.host.items)
  for (let time = 0; time < 10; time++) expect(await attempt(WRONG)).toBe('vault.wrong-passphrase')
  expect(await bench.start().status()).toMatchObject({ isClosed: true, failedAttempts: 10, pin: 'closed' })
  const before = bench.hashed.runs
  bench.pass(366 * 86_400_000)
  expect(await attempt({ passphrase: PASSPHRASE })).toBe('vault.closed')
  expect(await attempt({ pin: PIN })).toBe('vault.closed')
  bench.clock.uptime = 10
  expect(await attempt({ passphrase: PASSPHRASE })).toBe('vault.closed')
  expect(bench.hashed.runs).toBe(before)
  expect(bench.read().equals(envelope)).toBe(true)
  for (const [name, secret] of secrets) if (!name.endsWith('.attempts')) expect(bench.host.items.get(name)).toBe(secret)
  expect((await bench.start().recover({ recoveryKey, newPassphrase: PASSPHRASE })).equals(key)).toBe(true)
  expect(await bench.start().status()).toMatchObject({ isClosed: false, failedAttempts: 0 })
  expect(await attempt({ passphrase: PASSPHRASE })).toBe('opened')
})

test('in an open vault ten wrong proofs of presence close it too', async () => {
  await withRecoveryKey(keeper)
  for (let time = 0; time < 10; time++) {
    bench.pass(HALF_AN_HOUR)
    expect(await outcome(keeper.prove(time % 2 === 0 ? WRONG : { pin: '493818' }))).toBe(time % 2 === 0 ? 'vault.wrong-passphrase' : 'vault.wrong-pin')
  }
  expect(await outcome(keeper.prove({ passphrase: PASSPHRASE }))).toBe('vault.closed')
})

test('without a recovery key it never closes: ten wrong passphrases by anybody must not destroy the books', async () => {
  for (let time = 0; time < 14; time++) expect(await attempt(WRONG)).toBe('vault.wrong-passphrase')
  expect(await bench.start().status()).toMatchObject({ isClosed: false, failedAttempts: 14, waitMs: HALF_AN_HOUR })
  expect(await attempt({ passphrase: PASSPHRASE })).toBe('opened')
})

/** Recovery key, PIN and change of passphrase: several ways to one key, each changed without the others. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { VaultKeeper } from '#engine/vault/vault-keeper.ts'
import { groupsOf } from '#shared/domain/recovery-key.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, PIN, withRecoveryKey, type Bench } from './vault-bench.ts'

const NEXT = 'copper lantern marsh eleven'

let bench: Bench
let keeper: VaultKeeper
let key: Buffer
beforeEach(async () => {
  bench = createBench()
  keeper = bench.start()
  key = await keeper.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
})
afterEach(() => bench.remove())

const opens = async (way: Parameters<VaultKeeper['unlock']>[0]) => (await bench.start().unlock(way)).equals(key)
const recover = (recoveryKey: string, newPassphrase = NEXT) => bench.start().recover({ recoveryKey, newPassphrase })

describe('the recovery key', () => {
  test('is in force only when two of its groups were typed again', async () => {
    const { recoveryKey, ask } = await keeper.newRecoveryKey()
    expect(new Set(ask).size).toBe(2)
    expect((await keeper.status()).hasRecoveryKey).toBe(false)
    await expectAppError(recover(recoveryKey), 'vault.no-recovery-key')
    const groups = groupsOf(recoveryKey)
    const right = ask.map((place) => groups[place] ?? '')
    await expectAppError(keeper.confirmRecoveryKey({ groups: right.toReversed() }), 'validation.failed', { field: 'groups' })
    await expectAppError(keeper.confirmRecoveryKey({ groups: ['', ''] }), 'validation.failed', { field: 'groups' })
    await keeper.confirmRecoveryKey({ groups: right.map((group) => ` ${group.toLowerCase()} `) })
    expect((await bench.start().status()).hasRecoveryKey).toBe(true)
    await expectAppError(keeper.confirmRecoveryKey({ groups: right }), 'vault.no-recovery-key')
  })

  test('opens the vault under a new passphrase; the old one and the PIN are gone, the key works again', async () => {
    await keeper.setPin({ pin: PIN })
    const recoveryKey = await withRecoveryKey(keeper)
    expect((await recover(recoveryKey.toLowerCase().replaceAll('-', ' '))).equals(key)).toBe(true)
    expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.wrong-passphrase')
    expect(await outcome(bench.start().unlock({ pin: PIN }))).toBe('vault.pin-closed')
    expect(await opens({ passphrase: NEXT })).toBe(true)
    expect((await recover(recoveryKey, PASSPHRASE)).equals(key)).toBe(true)
  })

  test('made anew stops the one before, which works until then', async () => {
    const first = await withRecoveryKey(keeper)
    const { recoveryKey: unconfirmed } = await keeper.newRecoveryKey()
    expect((await recover(first, PASSPHRASE)).equals(key)).toBe(true)
    await expectAppError(recover(unconfirmed), 'vault.wrong-recovery-key', { mistyped: [] })
    keeper = bench.start()
    await keeper.unlock({ passphrase: PASSPHRASE })
    const second = await withRecoveryKey(keeper)
    await expectAppError(recover(first), 'vault.wrong-recovery-key', { mistyped: [] })
    expect((await recover(second)).equals(key)).toBe(true)
  })

  test('mistyped names the group; nothing is counted, and a weak new passphrase changes nothing', async () => {
    const recoveryKey = await withRecoveryKey(keeper)
    const before = bench.read()
    const groups = groupsOf(recoveryKey)
    const wrong = `${groups[3]?.slice(0, 4) ?? ''}${groups[3]?.endsWith('7') ? '8' : '7'}`
    await expectAppError(recover(groups.with(3, wrong).join('-')), 'vault.wrong-recovery-key', { mistyped: [3] })
    await expectAppError(recover(recoveryKey, 'passwordpassword'), 'vault.weak-passphrase')
    for (let time = 0; time < 20; time++) await expectAppError(recover('7'), 'vault.wrong-recovery-key')
    expect((await bench.start().status()).failedAttempts).toBe(0)
    expect(bench.read().equals(before)).toBe(true)
  })

  test('of another vault does not open this one', async () => {
    await withRecoveryKey(keeper)
    const other = createBench()
    const others = other.start()
    await others.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
    expect(await outcome(recover(await withRecoveryKey(others)))).toBe('vault.wrong-recovery-key')
    other.remove()
  })

  test('is made for an open vault only', async () => {
    for (const call of [bench.start().newRecoveryKey(), bench.start().confirmRecoveryKey({ groups: ['', ''] }), bench.start().setPin({ pin: PIN }), bench.start().removePin(), bench.start().portableEnvelope({ passphrase: PASSPHRASE }), bench.start().beginRekey({ passphrase: PASSPHRASE }), bench.start().changePassphrase({ current: PASSPHRASE, next: NEXT })])
      expect(await outcome(call)).toBe('vault.locked')
  })
})

describe.each([
  ['lost its item', (items: Map<string, string>) => items.clear()],
  ['has another secret', (items: Map<string, string>) => void [...items.keys()].filter((name) => !name.endsWith('.attempts')).forEach((name) => items.set(name, Buffer.alloc(32, 9).toString('base64')))],
])('a keychain that %s', (_name, change) => {
  test('is told apart, refuses the passphrase, and is bound again by the recovery key', async () => {
    const recoveryKey = await withRecoveryKey(keeper)
    change(bench.host.items)
    expect(await bench.start().status()).toMatchObject({ keychain: 'changed', businessName: BUSINESS, failedAttempts: expect.any(Number) as number })
    expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.keychain-mismatch')
    expect((await recover(recoveryKey)).equals(key)).toBe(true)
    expect(await bench.start().status()).toMatchObject({ keychain: 'available', protection: 'keychain-and-passphrase', failedAttempts: 0, waitMs: 0 })
    expect(await opens({ passphrase: NEXT })).toBe(true)
  })
})

test.each(['locked', 'absent'] as const)('with the keychain %s the recovery key leaves the vault under the passphrase alone, at its price; later it binds again', async (state) => {
  const recoveryKey = await withRecoveryKey(keeper)
  bench.host.state = state
  expect((await recover(recoveryKey)).equals(key)).toBe(true)
  expect(await bench.start().status()).toMatchObject({ protection: 'passphrase-only', keychain: state })
  expect(JSON.parse(bodyOf(bench.read()))).toMatchObject({ ways: { passphrase: { kdf: { memoryKiB: 262_144 } } } })
  expect(await opens({ passphrase: NEXT })).toBe(true)
  bench.host.state = 'available'
  expect((await recover(recoveryKey)).equals(key)).toBe(true)
  expect(await bench.start().status()).toMatchObject({ protection: 'keychain-and-passphrase', keychain: 'available' })
})

describe('the PIN', () => {
  test('opens the same key, and only with the keychain\'s secret', async () => {
    await keeper.setPin({ pin: PIN })
    expect((await bench.start().status()).pin).toBe('set')
    expect(await opens({ pin: PIN })).toBe(true)
    expect(await opens({ passphrase: PASSPHRASE })).toBe(true)
    bench.host.items.clear()
    expect(await outcome(bench.start().unlock({ pin: PIN }))).toBe('vault.keychain-mismatch')
  })

  test('that is too short or too easy is refused, and so is any where the passphrase stands alone', async () => {
    await expectAppError(keeper.setPin({ pin: '49381' }), 'vault.weak-pin', { reason: 'too-short', minLength: 6 })
    await expectAppError(keeper.setPin({ pin: '123456' }), 'vault.weak-pin', { reason: 'too-easy', minLength: 6 })
    const alone = createBench()
    alone.host.state = 'absent'
    const lonely = alone.start()
    await lonely.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
    expect(await outcome(lonely.setPin({ pin: PIN }))).toBe('vault.pin-needs-keychain')
    alone.remove()
  })

  test('is replaced and removed; what was before opens nothing', async () => {
    await keeper.setPin({ pin: PIN })
    await keeper.setPin({ pin: '8605139' })
    expect(await outcome(bench.start().unlock({ pin: PIN }))).toBe('vault.wrong-pin')
    expect(await opens({ pin: '8605139' })).toBe(true)
    await keeper.removePin()
    expect((await keeper.status()).pin).toBe('none')
    expect(await outcome(bench.start().unlock({ pin: '8605139' }))).toBe('vault.pin-closed')
  })

  test('stays through a change of passphrase and of name', async () => {
    await keeper.setPin({ pin: PIN })
    await keeper.changePassphrase({ current: PASSPHRASE, next: NEXT })
    await keeper.rename({ businessName: 'Hartmann & Daughters' })
    expect(await opens({ pin: PIN })).toBe(true)
  })
})

describe('a change of passphrase', () => {
  test('leaves key and recovery key as they are; the old passphrase opens nothing', async () => {
    const recoveryKey = await withRecoveryKey(keeper)
    await keeper.changePassphrase({ current: PASSPHRASE, next: NEXT })
    expect(await opens({ passphrase: NEXT })).toBe(true)
    expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.wrong-passphrase')
    expect((await recover(recoveryKey)).equals(key)).toBe(true)
  })

  test('needs the present one, counted as an attempt, and a good next one', async () => {
    await expectAppError(keeper.changePassphrase({ current: NEXT, next: NEXT }), 'vault.wrong-passphrase', { failedAttempts: 1 })
    await expectAppError(keeper.changePassphrase({ current: PASSPHRASE, next: 'too short' }), 'vault.weak-passphrase')
    expect(await opens({ passphrase: PASSPHRASE })).toBe(true)
  })

  test('asks the envelope that was opened, not one that somebody has put in its place since', async () => {
    const other = createBench()
    await other.start().create({ passphrase: NEXT, businessName: BUSINESS })
    bench.overwrite(other.read())
    other.remove()
    expect(await outcome(keeper.changePassphrase({ current: NEXT, next: 'seven quiet herons over the weir' }))).toBe('vault.wrong-passphrase')
  })
})

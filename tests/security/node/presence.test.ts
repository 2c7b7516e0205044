/** What lets more money out, weakens the vault or carries it away is refused by the engine itself unless somebody has just proved to be there. */
import { expect, test } from 'vitest'
import { asksPresence } from '#engine/rpc/presence.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { VALID_INPUTS } from '#tests/support/call-inputs.ts'
import { memoryHost, startTestEngine, TEST_PASSPHRASE, type TestEngine } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'

const MINUTE = 60_000
const PIN = '493817'

/** Where it depends on what is asked. */
const RISKY: Readonly<Record<string, unknown>> = {
  'settings.update': { lockAfterMinutes: 60 },
  'declines.remedy': { connectionId: 99, declineId: 'unknown', remedy: 'raise-today' },
}

const ASKING = Object.entries(contract).flatMap(([feature, calls]) =>
  Object.entries(calls as Record<string, CallDefinition>).flatMap(([name, definition]) => {
    const input = RISKY[`${feature}.${name}`] ?? VALID_INPUTS[`${feature}.${name}`]
    return asksPresence(definition, definition.input.parse(input)) ? [{ name: `${feature}.${name}`, input }] : []
  }),
)

interface Timed extends TestEngine {
  pass(ms: number): void
  /** As a window that knows the wire would call it. */
  raw(name: string, input: unknown): Promise<unknown>
}

async function start(): Promise<Timed> {
  const clock = { now: 1_000_000 }
  const engine = await startTestEngine({ monotonic: () => clock.now, host: memoryHost('available') })
  const raw = (name: string, input: unknown) => engine.engine.router.call(name, input, { signal: new AbortController().signal, onProgress: () => {} }).catch((error: unknown) => error)
  return { ...engine, raw, pass: (ms) => void (clock.now += ms) }
}

const wants = (answer: unknown) => AppError.is(answer, 'presence.required')

test('every call that asks for presence is refused without it, and leaves no trace', async () => {
  const { raw, call, pass } = await start()
  expect(ASKING.length).toBeGreaterThanOrEqual(11)
  pass(5 * MINUTE + 1)
  const before = await call.audit.list({ before: null, limit: 50 })
  for (const { name, input } of ASKING) expect([name, wants(await raw(name, input))]).toEqual([name, true])
  expect(await call.audit.list({ before: null, limit: 50 })).toEqual(before)
  expect(await call.vault.status({})).toMatchObject({ pin: 'none', hasRecoveryKey: false })
  process.stdout.write(`presence: ${ASKING.length} calls refused without it\n`)
})

test('and goes on to be judged as usual once somebody has proved to be there', async () => {
  const { raw, call, pass } = await start()
  pass(5 * MINUTE + 1)
  await call.vault.confirmPresence({ passphrase: TEST_PASSPHRASE })
  for (const { name, input } of ASKING) expect([name, wants(await raw(name, input))]).toEqual([name, false])
})

test('everything else goes without', async () => {
  const { raw, pass } = await start()
  pass(24 * 60 * MINUTE)
  const others = Object.entries(VALID_INPUTS).filter(([name]) => !ASKING.some((asking) => asking.name === name) && !/^(vault|rescue|backups|connections)\./.test(name))
  expect(others.length).toBeGreaterThan(50)
  for (const [name, input] of others) expect([name, wants(await raw(name, input))]).toEqual([name, false])
})

test('unlocking counts for the minutes that were chosen; a PIN proves it as the passphrase does', async () => {
  const { raw, call, pass } = await start()
  await call.vault.setPin({ pin: PIN })
  await call.settings.update({ presenceMinutes: 15 })
  pass(15 * MINUTE)
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(false)
  pass(1)
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(true)
  await call.vault.confirmPresence({ pin: PIN })
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(false)
})

test('each time means each time, and unlocking is no proof', async () => {
  const { raw, call } = await start()
  await call.settings.update({ presenceMinutes: 0 })
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(true)
  await call.vault.confirmPresence({ passphrase: TEST_PASSPHRASE })
  const answers = await Promise.all(Array.from({ length: 8 }, () => raw('limits.remove', { key: 'here:99' })))
  expect(answers.filter(wants)).toHaveLength(7)
  expect(wants(await raw('settings.update', { presenceMinutes: 15 }))).toBe(true)
  // A passphrase that was given for something else lets nothing through.
  await call.vault.changePassphrase({ current: TEST_PASSPHRASE, next: 'nine calm otters under the bridge' })
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(true)
})

test('a wrong proof proves nothing, is counted like an attempt to unlock, and stands in the trail', async () => {
  const { raw, call, pass } = await start()
  await call.vault.setPin({ pin: PIN })
  pass(6 * MINUTE)
  await expectAppError(call.vault.confirmPresence({ passphrase: 'another long passphrase' }), 'vault.wrong-passphrase', { failedAttempts: 1 })
  await expectAppError(call.vault.confirmPresence({ pin: '493818' }), 'vault.wrong-pin', { failedAttempts: 2, triesLeft: 4 })
  await expectAppError(call.vault.confirmPresence({ pin: '493818' }), 'vault.wrong-pin', { failedAttempts: 3 })
  await expectAppError(call.vault.confirmPresence({ passphrase: TEST_PASSPHRASE }), 'vault.throttled')
  expect(wants(await raw('limits.remove', { key: 'here:99' }))).toBe(true)
  expect((await call.audit.list({ before: null, limit: 3 })).map(({ action }) => action)).toEqual(['vault.proofRefused', 'vault.proofRefused', 'vault.proofRefused'])
})

test('a locked vault has nobody in it: proof and calls are refused alike', async () => {
  const { call } = await startTestEngine({ unlocked: false })
  await expectAppError(call.vault.confirmPresence({ passphrase: TEST_PASSPHRASE }), 'vault.locked')
  expect(AppError.is(await call.vault.newRecoveryKey({}).catch((error: unknown) => error), 'vault.locked')).toBe(true)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BUSINESS, createBench, outcome, PASSPHRASE, type Bench } from './vault-bench.ts'

const YEAR = 365 * 86_400_000
const WRONG = 'violet otter canal eighty'

let bench: Bench
beforeEach(async () => {
  bench = createBench()
})
afterEach(() => bench.remove())

const attempts = () => join(bench.folder, 'attempts.json')
const unlock = (passphrase: string) => bench.start().unlock({ passphrase })

async function fail(times: number): Promise<void> {
  for (let i = 0; i < times; i++) expect(await outcome(unlock(WRONG))).toBe('vault.wrong-passphrase')
}

describe.each(['available', 'absent'] as const)('wrong passphrases, keychain %s', (state) => {
  beforeEach(async () => {
    bench.host.state = state
    await bench.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  })

  test('wait longer each time', async () => {
    for (const [index, waitMs] of [0, 0, 5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 1_800_000, 1_800_000].entries()) {
      const failedAttempts = index + 1
      await expect(unlock(WRONG)).rejects.toMatchObject({ code: 'vault.wrong-passphrase', details: { failedAttempts, waitMs } })
      expect(await bench.start().status()).toMatchObject({ failedAttempts, waitMs })
      bench.pass(waitMs)
    }
  })

  test('are refused without being tried until the last millisecond', async () => {
    await fail(3)
    bench.pass(4_999)
    const before = bench.hashed.runs
    await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'vault.throttled', details: { waitMs: 1, failedAttempts: 3 } })
    expect(bench.hashed.runs).toBe(before)
    bench.pass(1)
    expect(await outcome(unlock(PASSPHRASE))).toBe('opened')
  })

  test('are forgotten after the right one', async () => {
    await fail(3)
    bench.pass(5_000)
    expect(await outcome(unlock(PASSPHRASE))).toBe('opened')
    expect(await bench.start().status()).toMatchObject({ failedAttempts: 0, waitMs: 0 })
    await fail(2)
  })

  test.each([
    ['a restart', 0, 0],
    ['a restart and the clock a year forward', YEAR, 0],
    ['a restart and the clock a year back', -YEAR, 0],
    ['a reboot and the clock a year forward', YEAR, -500_000],
    ['a reboot and the clock a year back', -YEAR, -500_000],
  ])('still wait after %s', async (_name, wall, uptime) => {
    await fail(3)
    bench.clock.wall += wall
    bench.clock.uptime += uptime
    expect(await outcome(unlock(PASSPHRASE))).toBe('vault.throttled')
    bench.pass(4_999)
    expect(await outcome(unlock(PASSPHRASE))).toBe('vault.throttled')
    bench.pass(1)
    expect(await outcome(unlock(PASSPHRASE))).toBe('opened')
  })

  test.each([
    ['deleted', () => rmSync(attempts())],
    ['set to zero', () => writeFileSync(attempts(), JSON.stringify({ version: 1, failures: 0, wall: 0, uptime: 0 }))],
    ['garbled', () => writeFileSync(attempts(), '{')],
  ])('are not forgotten for good by a record that is %s', async (name, change) => {
    await fail(3)
    change()
    const left = await outcome(unlock(PASSPHRASE))
    // Without the keychain's copy a record that was rewritten in its own form is believed; the README says so.
    expect(left).toBe(name === 'set to zero' && state === 'absent' ? 'opened' : 'vault.throttled')
  })

  test('made at the same moment are tried one after the other', async () => {
    const keeper = bench.start()
    const results = await Promise.all(Array.from({ length: 6 }, () => outcome(keeper.unlock({ passphrase: WRONG }))))
    expect(results).toEqual(['vault.wrong-passphrase', 'vault.wrong-passphrase', 'vault.wrong-passphrase', 'vault.throttled', 'vault.throttled', 'vault.throttled'])
    expect(bench.hashed.runs).toBe(1 + 3)
  })
})

test('an attempt is on the disk before it is tried: killing the process in the middle does not give it back', async () => {
  bench.host.state = 'absent'
  await bench.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  for (let round = 1; round <= 3; round++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'hang-in-derivation.ts'), bench.folder, String(bench.clock.wall), String(bench.clock.uptime)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await bench.start().status()).failedAttempts).toBe(round)
  }
  expect(await outcome(unlock(PASSPHRASE))).toBe('vault.throttled')
  bench.pass(5_000)
  expect(await outcome(unlock(PASSPHRASE))).toBe('opened')
})

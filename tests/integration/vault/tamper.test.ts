/** Every bit of an envelope with every way in, flipped: by accident, and by somebody who knows the format. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAuthentic } from '#engine/vault/envelope-mac.ts'
import type { Envelope } from '#engine/vault/envelope-shape.ts'
import { parseEnvelope } from '#engine/vault/envelope.ts'
import { checkKdfParameters, protectionOf } from '#engine/vault/key-derivation.ts'
import { openDerivedWay, openRecoveryWay } from '#engine/vault/ways.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, PIN, quickHash, withRecoveryKey, withRightCheck, type Bench } from './vault-bench.ts'

let bench: Bench
let genuine: Buffer
let recoveryKey: string
beforeEach(async () => {
  bench = createBench()
  const keeper = bench.start()
  await keeper.create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  await keeper.setPin({ pin: PIN })
  recoveryKey = await withRecoveryKey(keeper)
  genuine = bench.read()
  bench.hashed.runs = 0
})
afterEach(() => bench.remove())

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  return copy
}

/** What reading these bytes comes to, without a disk around it. */
function reading(bytes: Buffer): Envelope | string {
  try {
    return parseEnvelope(bytes)
  } catch (error) {
    return error instanceof AppError ? error.code : `crash: ${String(error)}`
  }
}

/** Every way in with its right secret, as the keeper tries them. A way opens only where the key that it gives vouches for the whole envelope. */
async function waysThatOpen(envelope: Envelope): Promise<readonly string[]> {
  const secret = Buffer.from(bench.host.items.get(envelope.vaultId) ?? '', 'base64')
  const { recovery } = envelope.ways
  const keys = {
    passphrase: await openDerivedWay({ name: 'passphrase', given: PASSPHRASE, secret, hash: quickHash }, envelope),
    pin: await openDerivedWay({ name: 'pin', given: PIN, secret, hash: quickHash }, envelope),
    recovery: recovery === null ? undefined : openRecoveryWay(recoveryKey, envelope.vaultId, recovery),
  }
  return Object.entries(keys).flatMap(([name, key]) => (key && isAuthentic(envelope, key) ? [name] : []))
}

function isWeak(envelope: Envelope): boolean {
  try {
    for (const way of [envelope.ways.passphrase, envelope.ways.pin]) if (way) checkKdfParameters(way.kdf, protectionOf(envelope.keychainCheck !== null))
    return false
  } catch {
    return true
  }
}

test('every single bit flipped in the envelope: it is damaged, and of every eighth byte one is tried on the disk, where nothing is derived', async () => {
  const outcomes = new Set<unknown>()
  for (let bit = 0; bit < genuine.length * 8; bit++) {
    outcomes.add(reading(flipped(genuine, bit)))
    if (bit % 64 !== (bit >> 6) % 8) continue
    bench.replaceOnly(flipped(genuine, bit))
    outcomes.add(await outcome(bench.start().unlock({ passphrase: PASSPHRASE })))
  }
  expect([...outcomes]).toEqual(['vault.damaged'])
  expect(bench.hashed.runs).toBe(0)
})

test('every single bit flipped by someone who also mends the check: no way in opens it, and of those that can be read every 40th is tried on the disk', async () => {
  const body = Buffer.from(bodyOf(genuine))
  const opened: string[] = []
  const refused = new Set<string>()
  const tried = new Set<string>()
  let readable = 0
  for (let bit = 0; bit < body.length * 8; bit++) {
    const forged = Buffer.from(withRightCheck(flipped(body, bit).toString('latin1')), 'latin1')
    const envelope = reading(forged)
    if (typeof envelope === 'string') {
      refused.add(envelope)
      continue
    }
    readable += 1
    if (!isWeak(envelope)) opened.push(...(await waysThatOpen(envelope)).map((way) => `bit ${bit}: ${way}`))
    if (readable % 40 !== 0) continue
    bench.replaceOnly(forged)
    // Half an hour between two tries, and a count set back, so that each is really made.
    bench.pass(1_800_000)
    bench.forgetAttempts()
    for (const attempt of [bench.start().unlock({ passphrase: PASSPHRASE }), bench.start().recover({ recoveryKey, newPassphrase: PASSPHRASE })]) tried.add(await outcome(attempt))
  }
  expect(opened).toEqual([])
  expect([...refused].toSorted()).toEqual(['db.newer-version', 'vault.damaged'])
  expect([...tried].filter((code) => !['vault.damaged', 'vault.keychain-mismatch', 'vault.wrong-passphrase', 'vault.wrong-recovery-key'].includes(code))).toEqual([])
  // The suite can see: as it was, every way opens.
  const untouched = reading(genuine)
  expect(typeof untouched === 'string' ? [] : await waysThatOpen(untouched)).toEqual(['passphrase', 'pin', 'recovery'])
  process.stdout.write(`envelope: ${genuine.length * 8} bits flipped, ${readable} readable forgeries, 0 opened\n`)
})

test('parts of two envelopes of one vault do not make a third: no way of then beside what is there now', async () => {
  const keeper = bench.start()
  await keeper.unlock({ passphrase: PASSPHRASE })
  await keeper.changePassphrase({ current: PASSPHRASE, next: 'copper lantern marsh eleven' })
  const [before, after] = [genuine, bench.read()].map((bytes) => JSON.parse(bodyOf(bytes)) as { ways: Record<string, unknown> })
  const mixed = JSON.stringify({ ...after, ways: { ...after?.ways, passphrase: before?.ways['passphrase'] } })
  bench.overwrite(withRightCheck(mixed))
  expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('vault.damaged')
})

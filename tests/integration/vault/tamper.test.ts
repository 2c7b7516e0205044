import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseEnvelope } from '#engine/vault/envelope.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { bodyOf, BUSINESS, createBench, outcome, PASSPHRASE, withRightCheck, type Bench } from './vault-bench.ts'

let bench: Bench
let genuine: Buffer
beforeEach(async () => {
  bench = createBench()
  await bench.start().create({ passphrase: PASSPHRASE, businessName: BUSINESS })
  genuine = bench.read()
  bench.hashed.runs = 0
})
afterEach(() => bench.remove())

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  return copy
}

/** Whether this envelope's derivation costs less than the genuine one's. */
function isWeaker(tried: Buffer, genuineBody: Buffer): boolean {
  const [one, other] = [tried, genuineBody].map((text) => (JSON.parse(text.toString('utf8')) as { kdf: { memoryKiB: number; passes: number } }).kdf)
  return (one?.memoryKiB ?? 0) < (other?.memoryKiB ?? 0) || (one?.passes ?? 0) < (other?.passes ?? 0)
}

/** What reading these bytes comes to, without a disk around it. */
function reading(bytes: Buffer): string {
  try {
    parseEnvelope(bytes)
    return 'read'
  } catch (error) {
    return error instanceof AppError ? error.code : `crash: ${String(error)}`
  }
}

test('every single bit flipped in the envelope: it is damaged, and of every byte one is tried on the disk, where nothing is derived', async () => {
  const outcomes = new Set<string>()
  for (let bit = 0; bit < genuine.length * 8; bit++) {
    outcomes.add(reading(flipped(genuine, bit)))
    if (bit % 8 !== (bit >> 3) % 8) continue
    bench.replaceOnly(flipped(genuine, bit))
    outcomes.add(await outcome(bench.start().unlock({ passphrase: PASSPHRASE })))
  }
  expect([...outcomes]).toEqual(['vault.damaged'])
  expect(bench.hashed.runs).toBe(0)
})

test('every single bit flipped by someone who also mends the check: it never opens, and no weaker derivation runs', async () => {
  const body = Buffer.from(bodyOf(genuine))
  const weaker: string[] = []
  const outcomes = new Set<string>()
  for (let bit = 0; bit < body.length * 8; bit++) {
    const forged = Buffer.from(withRightCheck(flipped(body, bit).toString('latin1')), 'latin1')
    const read = reading(forged)
    outcomes.add(read)
    if (read !== 'read') continue
    bench.replaceOnly(forged)
    const before = bench.hashed.runs
    // Half an hour between two tries, so that each is really made.
    bench.pass(1_800_000)
    outcomes.add(await outcome(bench.start().unlock({ passphrase: PASSPHRASE })))
    if (bench.hashed.runs > before && isWeaker(flipped(body, bit), body)) weaker.push(`bit ${bit}`)
  }
  expect(weaker).toEqual([])
  expect([...outcomes].toSorted()).toEqual(['db.newer-version', 'read', 'vault.damaged', 'vault.keychain-mismatch', 'vault.wrong-passphrase'])
  bench.replaceOnly(genuine)
  bench.pass(1_800_000)
  expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('opened')
})

import { afterEach, beforeEach, expect, test } from 'vitest'
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

test('every single bit flipped in the envelope: it never opens, never crashes, and nothing is derived', async () => {
  const outcomes = new Map<string, number>()
  for (let bit = 0; bit < genuine.length * 8; bit++) {
    bench.overwrite(flipped(genuine, bit))
    const result = await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))
    outcomes.set(result, (outcomes.get(result) ?? 0) + 1)
  }
  expect([...outcomes]).toEqual([['vault.damaged', genuine.length * 8]])
  expect(bench.hashed.runs).toBe(0)
})

test('every single bit flipped by someone who also mends the check: it never opens, and no weaker derivation runs', async () => {
  const body = Buffer.from(bodyOf(genuine))
  const weaker: string[] = []
  const outcomes = new Map<string, number>()
  for (let bit = 0; bit < body.length * 8; bit++) {
    const forged = withRightCheck(flipped(body, bit).toString('latin1'))
    bench.overwrite(Buffer.from(forged, 'latin1'))
    const before = bench.hashed.runs
    // Half an hour between two tries, so that each is really made.
    bench.pass(1_800_000)
    const result = await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))
    outcomes.set(result, (outcomes.get(result) ?? 0) + 1)
    if (bench.hashed.runs > before && isWeaker(flipped(body, bit), body)) weaker.push(`bit ${bit}`)
  }
  expect(weaker).toEqual([])
  expect([...outcomes.keys()].toSorted()).toEqual(['db.newer-version', 'vault.damaged', 'vault.keychain-mismatch', 'vault.wrong-passphrase'])
  bench.overwrite(genuine)
  bench.pass(1_800_000)
  expect(await outcome(bench.start().unlock({ passphrase: PASSPHRASE }))).toBe('opened')
})

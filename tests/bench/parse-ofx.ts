/**
 * Parsing a generated OFX of 100,000 transactions against the npm parser `ofx-js`, and what a second file leaves behind in memory.
 *
 * Both start from what they take: ofx-js from a string, Cardkeep from the bytes of the file (decoding, masking and building typed
 * transactions included). Each is run once to warm up and then by turns; the best run of each counts.
 */
import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parse } from 'ofx-js'
import { keyedFingerprint } from '#engine/importers/fingerprint.ts'
import { readStatementFile } from '#engine/importers/read-statement.ts'
import type { BenchRow } from './bench-row.ts'
import { generatedOfx } from './generated-ofx.ts'

const ROWS = 100_000
const ROUNDS = 4
const SPEED_TARGET = 10
/** What the engine itself may add (compiled code, feedback) between two equal states. */
const MEMORY_TARGET = 1.02
/** A string cut out of the file would keep the whole file alive: of 100 rows kept, far less than the file may remain. */
const KEPT_ROWS = 100
const KEPT_TARGET = 0.1
const MIB = 2 ** 20

export async function benchParseOfx(): Promise<readonly BenchRow[]> {
  const text = generatedOfx(ROWS)
  const bytes = Buffer.from(text, 'latin1')
  return [await speed(text, bytes), ...(await memory(bytes))]
}

async function speed(text: string, bytes: Buffer): Promise<BenchRow> {
  let own = Number.POSITIVE_INFINITY
  let other = Number.POSITIVE_INFINITY
  for (let round = 0; round <= ROUNDS; round++) {
    const ownTook = await timed(() => expectRows(read(bytes)))
    const otherTook = await timed(async () => expectRows(otherRows(await parse(text))))
    if (round === 0) continue
    own = Math.min(own, ownTook)
    other = Math.min(other, otherTook)
  }
  const ratio = other / own
  return { name: 'parse of 100,000 OFX transactions', value: Math.round(own), unit: 'ms', baseline: Math.round(other), ratio, target: `>= ${SPEED_TARGET} times the speed of ofx-js`, ok: ratio >= SPEED_TARGET }
}

/** Heap held with the rows of one file, of a second one in its place, and of 100 rows only. */
async function memory(bytes: Buffer): Promise<readonly BenchRow[]> {
  const collect = collector()
  const empty = await settledHeap(collect)
  const kept: { rows: Rows } = { rows: read(bytes) }
  const first = (await settledHeap(collect)) - empty
  kept.rows = read(Buffer.from(bytes))
  const second = (await settledHeap(collect)) - empty
  expectRows(kept.rows)
  kept.rows = kept.rows.slice(0, KEPT_ROWS)
  const few = (await settledHeap(collect)) - empty
  if (kept.rows.length !== KEPT_ROWS) throw new Error('The rows are gone')
  return [
    { name: 'memory held after a second file', value: mib(second), unit: 'MB', baseline: mib(first), ratio: second / first, target: `<= ${MEMORY_TARGET} of what the first file held`, ok: second <= first * MEMORY_TARGET },
    { name: `memory held by ${KEPT_ROWS} rows kept of a file`, value: mib(few), unit: 'MB', baseline: mib(bytes.length), ratio: few / bytes.length, target: `<= ${KEPT_TARGET} of the size of the file`, ok: few <= bytes.length * KEPT_TARGET },
  ]
}

type Rows = readonly unknown[]

function read(bytes: Buffer): Rows {
  const file = readStatementFile({ name: 'statement.ofx', bytes }, { fingerprint: keyedFingerprint(randomBytes(32)) })
  return file.accounts[0]?.transactions ?? []
}

function otherRows(value: unknown): Rows {
  let at = value
  for (const key of ['OFX', 'CREDITCARDMSGSRSV1', 'CCSTMTTRNRS', 'CCSTMTRS', 'BANKTRANLIST', 'STMTTRN']) {
    at = typeof at === 'object' && at !== null && key in at ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined
  }
  return Array.isArray(at) ? at : []
}

function expectRows(rows: Rows): void {
  if (rows.length !== ROWS) throw new Error(`Read ${rows.length} transactions instead of ${ROWS}`)
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Heap in use once nothing more can be collected. */
async function settledHeap(collect: () => void): Promise<number> {
  for (let round = 0; round < 4; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage().heapUsed
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('No garbage collector to call')
  return () => void collect()
}

function mib(bytes: number): number {
  return Math.round((bytes / MIB) * 10) / 10
}

/**
 * Mutated fixtures: whatever is done to a file, it is either understood or refused, never half of each, never a crash or a hang.
 * CARDKEEP_FUZZ sets the number of cases, CARDKEEP_FUZZ_SEED the first of them: a failure names its own.
 */
import { expect, it } from 'vitest'
import type { ParsedFile, ParsedTransaction } from '#engine/importers/parsed-statement.ts'
import { readStatementFile } from '#engine/importers/read-statement.ts'
import { parseIsoDate } from '#shared/domain/time.ts'
import { OPTIONS, fixtureBytes, fixtureNames } from './fixtures.ts'

const CASES = Number(process.env['CARDKEEP_FUZZ'] ?? 1000)
const FIRST = Number(process.env['CARDKEEP_FUZZ_SEED'] ?? 1)
/** Of the processor's time, so that a busy machine makes no difference; a fixture takes a few milliseconds. */
const LONGEST_MS = 2_000

const NAMES = [...fixtureNames('ofx'), ...fixtureNames('csv'), ...fixtureNames('malformed')]
const FILES = NAMES.map((name) => ({ name, bytes: fixtureBytes(name) }))
const PIECES = [
  '<', '>', '/', '&', '&#49;', '"', '""', ',', ';', '\t', '\r', '\n', '\r\n', '-', '.', '(', '$', "'", '=', '0', '9', '\0', '\x1a', '\xff', '\xe9', '\ufeff', '</OFX>', '<OFX>', '<STMTTRN>',
  '</STMTTRN>', '<TRNAMT>', '<TRNAMT>1e9', '<DTPOSTED>', '<CURDEF>XXX', '<CURSYM>JPY', '<!--', '<![CDATA[', '<?', '__proto__', 'constructor', '4111111111111111', '99999999999999999999', '31/31/2026',
] as const

it(`reads ${CASES} mutated files without a crash, a hang or half an import`, { timeout: Math.max(60_000, CASES * 50) }, () => {
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const { name, bytes } = mutant(seed)
    const start = process.cpuUsage()
    const file = attempt(seed, name, bytes)
    const took = process.cpuUsage(start).user / 1000
    if (took > LONGEST_MS) throw new Error(`Case ${seed} (${name}) took ${Math.round(took)} ms`)
    const wrong = faultOf(file)
    if (wrong !== null) throw new Error(`Case ${seed} (${name}): ${wrong}`)
  }
  expect(CASES).toBeGreaterThan(0)
})

function attempt(seed: number, name: string, bytes: Buffer): ParsedFile {
  try {
    return readStatementFile({ name, bytes }, OPTIONS)
  } catch (error) {
    throw new Error(`Case ${seed} (${name}) crashed`, { cause: error })
  }
}

/** What must hold of every answer. */
function faultOf(file: ParsedFile): string | null {
  const refusals = file.problems.filter(({ severity }) => severity === 'refused')
  if (refusals.length > 0) {
    if (file.accounts.length > 0) return 'refused, and yet it has accounts'
    return refusals.every(({ line, message }) => line !== null && line > 0 && message !== '') ? null : 'a refusal without line or reason'
  }
  const rows = file.accounts.flatMap(({ transactions }) => transactions)
  const statements = file.accounts.flatMap((account) => account.statements)
  if (!statements.every(({ closedOn, closingMinor }) => parseIsoDate(closedOn) !== undefined && Number.isSafeInteger(closingMinor))) return 'a statement without date or balance'
  if (/4111111111111111|378282246310005/.test(JSON.stringify(file))) return 'a card number'
  return rows.map(faultOfRow).find((fault) => fault !== null) ?? null
}

function faultOfRow(row: ParsedTransaction): string | null {
  if (!Number.isSafeInteger(row.amountMinor) || Object.is(row.amountMinor, -0)) return `amount ${row.amountMinor}`
  if (Math.abs(row.amountMinor) !== Math.abs(row.sourceMinor)) return 'amount and source amount differ'
  if (parseIsoDate(row.postedOn) === undefined) return `date ${row.postedOn}`
  if (!/^[A-Z]{3}$/.test(row.currency)) return `currency ${row.currency}`
  return /\d/.test(row.rawAmount) ? null : `an amount out of ${JSON.stringify(row.rawAmount)}`
}

function mutant(seed: number): { name: string; bytes: Buffer } {
  const random = generator(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const file = pick(FILES)
  let bytes: Buffer = Buffer.from(file.bytes)
  const changes = 1 + Math.floor(random() * 6)
  for (let change = 0; change < changes; change++) bytes = mutate(bytes, random, pick)
  return { name: file.name, bytes }
}

function mutate(bytes: Buffer, random: () => number, pick: <T>(list: readonly T[]) => T): Buffer {
  const at = Math.floor(random() * (bytes.length + 1))
  const length = Math.floor(random() * 40)
  const head = bytes.subarray(0, at)
  const tail = bytes.subarray(at)
  switch (Math.floor(random() * 7)) {
    case 0: return Buffer.concat([head, Buffer.from(pick(PIECES), random() < 0.5 ? 'latin1' : 'utf8'), tail])
    case 1: return Buffer.concat([head, tail.subarray(length)])
    case 2: return Buffer.concat([head, tail.subarray(0, length), tail])
    case 3: return Buffer.from(head)
    case 4: return Buffer.concat([head, Buffer.from([Math.floor(random() * 256)]), tail.subarray(1)])
    case 5: return Buffer.concat([head, pick(FILES).bytes.subarray(at)])
    default: return Buffer.concat([head, Buffer.from(pick(PIECES), 'latin1'), tail.subarray(length)])
  }
}

/** mulberry32: the same numbers for the same seed on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

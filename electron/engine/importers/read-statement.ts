/**
 * The way into the importers: bytes of a file in, what it says out.
 *
 * Never throws for what a file contains: a file that is not understood in full comes back refused, with line and reason, and without
 * accounts. Nothing here touches a database, a clock or the network.
 */
import { AppError } from '#shared/rpc/errors.ts'
import { readCsv } from './csv/read-csv.ts'
import { toUtf8 } from './encoding.ts'
import { readOfx } from './ofx/read-ofx.ts'
import type { ParsedFile, ReadOptions, StatementSource } from './parsed-statement.ts'
import { ProblemList, refuse } from './problems.ts'
import { SNIFF_BYTES, sniffBinary, sniffText } from './sniff.ts'

/** Reads a whole file without pause. */
export function readStatementFile(source: StatementSource, options: ReadOptions): ParsedFile {
  const steps = readSteps(source, options)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

export interface ParseOptions extends ReadOptions {
  readonly signal?: AbortSignal
  /** Bytes read so far and in all. */
  readonly onProgress?: (done: number, total: number) => void
}

/** How long the reader works before it lets the engine answer others, in milliseconds. */
const SLICE_MS = 12

/**
 * Reads a file in slices, so that the engine stays responsive.
 *
 * @throws AppError 'task.cancelled' when `signal` is aborted.
 */
export async function parseStatement(source: StatementSource, options: ParseOptions): Promise<ParsedFile> {
  const steps = readSteps(source, options)
  let sliceEnd = performance.now() + SLICE_MS
  for (;;) {
    if (options.signal?.aborted === true) throw new AppError('task.cancelled', {})
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() < sliceEnd) continue
    options.onProgress?.(step.value, source.bytes.length)
    await new Promise((resolve) => setImmediate(resolve))
    sliceEnd = performance.now() + SLICE_MS
  }
}

function* readSteps(source: StatementSource, options: ReadOptions): Generator<number, ParsedFile> {
  const name = baseName(source.name)
  const binary = source.bytes.length === 0 ? null : sniffBinary(source.bytes)
  if (binary?.kind === 'refused') return refuse(name, binary.code, 1, binary.reason, binary.format)
  const text = toUtf8(source.bytes)
  if ('problem' in text) {
    const head = sniffText(Buffer.from(source.bytes.subarray(0, SNIFF_BYTES)).toString('latin1'))
    if (head.kind === 'refused') return refuse(name, head.code, 1, head.reason, head.format)
    const reason = text.problem === 'binary' ? 'This is not a text file.' : `The text is neither UTF-8 nor ${text.encoding}: its characters cannot be read.`
    return refuse(name, text.problem, text.line, reason)
  }
  const content = sniffText(text.bytes.toString('utf8', 0, SNIFF_BYTES))
  if (content.kind === 'refused') return refuse(name, content.code, 1, content.reason, content.format)
  const problems = new ProblemList()
  if (text.damagedLine !== null) problems.note('encoding-damaged', text.damagedLine, 'A character of the file was cut in two by the bank and is shown as "\ufffd".')
  const file = { name, bytes: text.bytes, encoding: text.encoding, problems }
  return content.kind === 'ofx' ? yield* readOfx(file, options) : yield* readCsv(file, options)
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** An OFX file of any generation (OFX 1 SGML, OFX 2 XML, QFX, QBO) to a parsed file, in steps. */
import { scrubText } from '#shared/domain/card-number.ts'
import type { Assumption, ParsedFile, ReadOptions, StatementFormat } from '../parsed-statement.ts'
import { FORMAT_LABELS } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import { OfxReader } from './reader.ts'
import { OfxScanner } from './scanner.ts'

/** Bytes read between two yields: a few milliseconds of work. */
const STEP_BYTES = 64 * 1024
const HEADER_BYTES = 2048

export interface TextFile {
  readonly name: string
  /** UTF-8. */
  readonly bytes: Buffer
  readonly encoding: string
  readonly problems: ProblemList
}

/** Yields the bytes done so far; returns the file. A refused file has no accounts. */
export function* readOfx(file: TextFile, options: ReadOptions): Generator<number, ParsedFile> {
  const { problems } = file
  const scanner = new OfxScanner(file.bytes)
  const reader = new OfxReader(scanner, options, problems)
  while (!problems.full && scanner.advance(reader, scanner.offset + STEP_BYTES)) yield scanner.offset
  const accounts = reader.finish()
  if (!problems.full && !reader.complete) {
    const what = reader.opened ? 'its end (</OFX>) is missing' : 'there is no statement in it (no <OFX>)'
    problems.refuse('truncated', scanner.currentLine, `The file is cut off: ${what}. Download it again.`)
  }
  if (accounts.length === 0 && !problems.refused) problems.note('no-statement', null, nothingReason(reader))
  const format = formatOf(file)
  const assumptions: Assumption[] = reader.currencyAssumed ? [{ code: 'currency', message: `The file does not say its currency; read as ${options.defaultCurrency ?? 'USD'}.` }] : []
  return {
    name: scrubText(file.name),
    format,
    formatLabel: FORMAT_LABELS[format] ?? format,
    encoding: file.encoding,
    accounts: problems.refused ? [] : accounts,
    problems: problems.toArray(),
    assumed: assumptions.length > 0,
    assumptions,
  }
}

function nothingReason(reader: OfxReader): string {
  if (reader.otherResponses > 0) return 'The file holds transfers, payments or a bank profile, but no account statement.'
  return 'The file holds no account statement.'
}

/** By extension for Quicken and QuickBooks (they are the same language), else by header. */
function formatOf(file: TextFile): StatementFormat {
  const extension = /\.(qfx|qbo)$/i.exec(file.name.trim())?.[1]?.toLowerCase()
  if (extension === 'qfx' || extension === 'qbo') return extension
  const head = file.bytes.toString('latin1', 0, HEADER_BYTES)
  return /<\?OFX\s|OFXHEADER\s*[:=]\s*"?2/i.test(head) ? 'ofx2' : 'ofx1'
}

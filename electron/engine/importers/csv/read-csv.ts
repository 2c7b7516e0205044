/** A CSV file of a known layout to a parsed file, in steps. */
import { scrubText } from '#shared/domain/card-number.ts'
import { Masker } from '../masking.ts'
import type { TextFile } from '../ofx/read-ofx.ts'
import type { Assumption, ParsedFile, ReadOptions } from '../parsed-statement.ts'
import { quoted, refusedFile } from '../problems.ts'
import { buildAccounts } from './accounts.ts'
import { isCutOff } from './cut-off.ts'
import { decideDateOrder } from './date-order.ts'
import type { CsvLayout } from './layout.ts'
import { CSV_LAYOUTS } from './layouts/all.ts'
import { HEADER_WINDOW, likelyHeader, matchLayout } from './match.ts'
import type { HeaderGuess, LayoutMatch } from './match.ts'
import { CsvReader } from './reader.ts'
import type { CsvFault, CsvRecord } from './reader.ts'
import { nameOf } from './naming.ts'
import { RowReader } from './row.ts'
import type { DraftRow } from './row.ts'
import { decideSign } from './sign.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const DEFAULT_MAX_RECORD = 1024 * 1024
const YIELD_EVERY = 500
const SHOWN_COLUMNS = 20

/** Yields the bytes done so far; returns the file. A refused file has no accounts. */
export function* readCsv(file: TextFile, options: ReadOptions): Generator<number, ParsedFile> {
  const limit = options.maxLineBytes ?? DEFAULT_MAX_RECORD
  const found = findLayout(file, limit)
  if ('refused' in found) return found.refused
  const { match, delimiter } = found
  const reader = new CsvReader(file.bytes, delimiter, limit)
  const records: CsvRecord[] = []
  for (let record = reader.next(), index = 0; record; record = reader.next(), index++) {
    if (index >= match.skip && record.cells.some((cell) => cell.trim() !== '')) records.push(record)
    if (index % YIELD_EVERY === 0) yield reader.offset
  }
  if (reader.fault) return refuseFault(file, reader.fault)
  return yield* readRows(file, { match, records, complete: reader.endedWithLineBreak }, options)
}

function findLayout(file: TextFile, limit: number): { match: LayoutMatch; delimiter: string } | { refused: ParsedFile } {
  let best: HeaderGuess = { names: [], rows: 0 }
  let fault: CsvFault | null = null
  for (const delimiter of DELIMITERS) {
    const reader = new CsvReader(file.bytes, delimiter, limit)
    const records: CsvRecord[] = []
    for (let record = reader.next(); record && records.length < HEADER_WINDOW; record = reader.next()) records.push(record)
    const match = matchLayout(records, CSV_LAYOUTS)
    if (match) return { match, delimiter }
    if (reader.fault?.code === 'line-too-long') fault = reader.fault
    const guess = likelyHeader(records)
    if (guess.rows > best.rows) best = guess
  }
  return { refused: fault ? refuseFault(file, fault) : refuseLayout(file, best) }
}

function refuseLayout(file: TextFile, guess: HeaderGuess): ParsedFile {
  const named = guess.names.filter((name) => name !== '').slice(0, SHOWN_COLUMNS)
  if (guess.rows === 0) file.problems.refuse('format-unknown', 1, 'The file is no table of transactions: it has no columns.')
  else if (named.length === 0) file.problems.refuse('csv-unknown-layout', 1, 'The file has no header row, and its rows are not laid out as any known bank does.')
  else file.problems.refuse('csv-unknown-layout', 1, `No bank whose CSV is known has these columns: ${named.map((name) => quoted(name)).join(', ')}.`)
  return refusedFile(file.name, file.problems, 'unknown', file.encoding)
}

function refuseFault(file: TextFile, fault: CsvFault): ParsedFile {
  const reason = fault.code === 'csv-quote' ? 'A quotation mark that opens here is never closed.' : 'The line is too long for a statement.'
  file.problems.refuse(fault.code, fault.line, reason)
  return refusedFile(file.name, file.problems, 'unknown', file.encoding)
}

interface Table {
  readonly match: LayoutMatch
  readonly records: readonly CsvRecord[]
  /** The last record has a line break after it. */
  readonly complete: boolean
}

function* readRows(file: TextFile, table: Table, options: ReadOptions): Generator<number, ParsedFile> {
  const { match, records } = table
  const { problems } = file
  const order = decideDateOrder(match, records)
  const currency = options.defaultCurrency ?? match.layout.currency
  const reader = new RowReader(match, order.orders, currency, problems)
  const rows: DraftRow[] = []
  for (const [index, record] of records.entries()) {
    if (problems.full) break
    const row = reader.draft(record)
    if (row) rows.push(row)
    if (index % YIELD_EVERY === 0) yield file.bytes.length
  }
  if (!table.complete && isCutOff(match, records)) problems.refuse('truncated', records.at(-1)?.line ?? 1, 'The last row is cut off. Download the file again.')
  const sign = decideSign(match.layout, rows.map(({ evidence }) => evidence))
  const naming = nameOf(match, sign.charge, order.orders, records)
  const input = { rows, match, charge: sign.charge, naming, fileName: file.name, masker: new Masker(options.fingerprint), currency }
  const assumptions = [...guesses(match.layout, naming.message, options), order.assumption, sign.assumption].filter((each): each is Assumption => each !== null)
  return {
    name: scrubText(file.name),
    format: `csv:${naming.id}`,
    formatLabel: naming.label,
    encoding: file.encoding,
    accounts: problems.refused ? [] : buildAccounts(input),
    problems: problems.toArray(),
    assumed: assumptions.length > 0,
    assumptions,
  }
}

function guesses(layout: CsvLayout, message: string, options: ReadOptions): readonly Assumption[] {
  if (layout.guess !== true) return []
  const currency: Assumption[] = options.defaultCurrency === undefined ? [{ code: 'currency', message: `The file does not say its currency; read as ${layout.currency}.` }] : []
  return [{ code: 'layout', message }, ...currency]
}


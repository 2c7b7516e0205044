/**
 * Statement files of many banks, collected outside the project for tests only, against counts, sums and dates that independent parsers
 * gave (MANIFEST.tsv). Runs where that collection lies beside the project.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspected } from '#engine/importers/inspect.ts'
import type { InspectedFile } from '#engine/importers/inspect.ts'
import type { ParsedFile } from '#engine/importers/parsed-statement.ts'
import { readStatementFile } from '#engine/importers/read-statement.ts'
import { OPTIONS } from './fixtures.ts'

const FOLDER = new URL('../../../../shared/data/statements/', import.meta.url)

interface ManifestRow {
  readonly file: string
  readonly count: number
  readonly sum: number
  readonly currency: string
  readonly first: string
  readonly last: string
  readonly kind: string
  readonly quirks: string
  /** Payments and refunds positive. */
  readonly moneyIn: number
}

function manifest(): readonly ManifestRow[] {
  const [head = '', ...lines] = readFileSync(new URL('MANIFEST.tsv', FOLDER), 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    return {
      file: cell('file'), count: Number(cell('transactions')), sum: Number(cell('sum_minor_units')), currency: cell('currency').toUpperCase(), first: cell('first_date'), last: cell('last_date'),
      kind: cell('account_kind'), quirks: cell('quirks'), moneyIn: Number(cell('sum_money_in_positive')),
    }
  })
}

/** Broken on purpose: the right answer is an error. */
const REFUSED: ReadonlySet<string> = new Set([
  'ofx1/libofx__null-ptr-deref-1.ofx', 'ofx1/ofxjs__example2.ofx', 'ofx1/ofxparse__decimal_error.ofx', 'ofx1/rubyofx__cef_malformed_decimal.ofx', 'ofx2/asgrim__ofxdata-banking-xml200.ofx',
])

/** CSV of banks whose layout is not known: refused, with the columns named. */
const UNKNOWN_CSV: ReadonlySet<string> = new Set([
  'csv/bank2ynab__2019-03-02_11-50-46_bunq-statement.csv', 'csv/bank2ynab__test_BOI_TransactionExport.csv', 'csv/bank2ynab__test_delimiter_tab.csv', 'csv/bank2ynab__test_raiffeisen_01.csv',
  'csv/csv2ofx__creditunion.csv', 'csv/csv2qif__test5.csv', 'csv/ledgerautosync__mint.csv', 'csv/oca16__debit_credit.csv', 'csv/oca16__sample_statement_credit_card_inverse_sign_en.csv',
  'csv/reckon__danish_kroner_nordea_example.csv', 'csv/reckon__some_other.csv', 'csv/reckon__two_money_columns.csv', 'csv/sure__mint.csv', 'csv/sure__windows1250.csv',
])

/** Where the manifest and we differ, and why we are right to. */
const DIFFERENT: Readonly<Record<string, { readonly why: string; readonly currency?: string; readonly kind?: string }>> = {
  'ofx1/csv2ofx__default_w_splits.ofx': { why: 'INTRARS are transfer confirmations, not a statement: no account, so no currency', currency: '' },
  'ofx1/csv2ofx__transfer_example.ofx': { why: 'INTRARS are transfer confirmations, not a statement: no account, so no currency', currency: '' },
  'ofx1/ofxparse__ofx-v102-empty-tags.ofx': { why: 'CURDEF is empty, but its only row says CURSYM AUD', currency: 'AUD' },
  'ofx1/ofxparse__investment_medium.ofx': { why: 'CURRENCY/CURSYM says that the rows themselves are in USD; the account is in CAD', currency: 'CAD+USD' },
  'csv/bcimport__bank.csv': { why: 'the file does not say that its rupees are rupees: an assumption, shown', currency: 'USD' },
  'csv/beanhub__mercury.csv': { why: 'the card rows of the file are a card account', kind: 'bank+card' },
}

interface Facts {
  readonly count: number
  readonly sum: number
  readonly currency: string
  readonly first: string
  readonly last: string
  readonly kind: string
}

function factsOf({ accounts }: InspectedFile): Facts {
  const dates = accounts.flatMap(({ firstDate, lastDate }) => [firstDate ?? '', lastDate ?? '']).filter((date) => date !== '').sort()
  const set = (values: readonly string[]): string => [...new Set(values)].sort().join('+')
  return {
    count: accounts.reduce((count, { transactions }) => count + transactions, 0),
    sum: accounts.reduce((sum, { sumMinor }) => sum + sumMinor, 0),
    currency: set(accounts.map(({ currency }) => currency)),
    first: dates[0] ?? '',
    last: dates.at(-1) ?? '',
    kind: set(accounts.map(({ kind }) => kind)) || 'unknown',
  }
}

function read(file: string): ParsedFile {
  return readStatementFile({ name: file, bytes: readFileSync(new URL(file, FOLDER)) }, OPTIONS)
}

function expected(row: ManifestRow): Facts {
  const different = DIFFERENT[row.file]
  const { count, sum, first, last } = row
  return { count, sum, first, last, currency: different?.currency ?? row.currency, kind: different?.kind ?? row.kind }
}

const present = existsSync(FOLDER)
const rows = present ? manifest() : []
const supported = rows.filter(({ file }) => /^(?:ofx1|ofx2|qbo|qfx|csv)\//.test(file) && !REFUSED.has(file) && !UNKNOWN_CSV.has(file))
const unread = rows.map(({ file }) => file).filter((file) => /^(?:qif|camt|mt940)\//.test(file))
const listed = (names: ReadonlySet<string>): readonly string[] => (present ? [...names] : [])

describe('statement files of many banks', () => {
  it(`${present ? 'that are to be refused are all listed here' : 'are not here: the collection does not lie beside the project, so nothing is compared'}`, () => {
    const wanted = rows.filter(({ file, quirks }) => quirks.includes('EXPECT reject') && !file.startsWith('camt/')).map(({ file }) => file)
    expect(wanted.sort()).toEqual([...listed(REFUSED)].sort())
  })

  it.each(supported)('$file', (row) => {
    const file = read(row.file)
    expect(file.problems.filter(({ severity }) => severity === 'refused')).toEqual([])
    expect(factsOf(inspected(row.file, file))).toEqual(expected(row))
    const moneyIn = file.accounts.flatMap(({ transactions }) => transactions).filter(({ pending }) => !pending).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    expect(moneyIn).toBe(row.moneyIn)
  })

  it.each(listed(REFUSED))('%s is refused', (name) => {
    expect(read(name)).toMatchObject({ accounts: [], problems: expect.arrayContaining([expect.objectContaining({ severity: 'refused', line: expect.any(Number) })]) })
  })

  it.each(listed(UNKNOWN_CSV))('%s is of an unknown layout', (name) => {
    expect(read(name)).toMatchObject({ accounts: [], problems: [{ code: 'csv-unknown-layout', severity: 'refused' }] })
  })

  it.each(unread)('%s is of a format that is not read yet', (name) => {
    expect(read(name)).toMatchObject({ format: name.split('/')[0], accounts: [], problems: [{ code: 'format-not-supported', severity: 'refused' }] })
  })
})

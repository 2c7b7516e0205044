import { describe, expect, it } from 'vitest'
import { readStatementFile } from '#engine/importers/read-statement.ts'
import { refusalOf } from '#engine/importers/problems.ts'
import { OPTIONS, fixtureNames, readFixture, readText } from './fixtures.ts'

/** File → code and line of the first reason. Every one is refused as a whole: no row of it is stored. */
const EXPECTED: Readonly<Record<string, readonly [code: string, line: number]>> = {
  'malformed/amount-empty.ofx': ['amount-missing', 16],
  'malformed/amount-formula.csv': ['amount-invalid', 2],
  'malformed/amount-huge.ofx': ['amount-invalid', 16],
  'malformed/amount-missing.csv': ['amount-missing', 2],
  'malformed/amount-without-digits.ofx': ['amount-invalid', 19],
  'malformed/amount-wrong-decimal.csv': ['amount-invalid', 2],
  'malformed/amount.csv': ['amount-invalid', 2],
  'malformed/bank.sta': ['format-not-supported', 1],
  'malformed/binary.ofx': ['binary', 12],
  'malformed/camt.xml': ['format-not-supported', 1],
  'malformed/closing-without-date.ofx': ['date-missing', 12],
  'malformed/comma-not-quoted.csv': ['csv-columns', 2],
  'malformed/currency.ofx': ['currency-invalid', 16],
  'malformed/cut-off-columns.csv': ['truncated', 4],
  'malformed/cut-off.csv': ['truncated', 4],
  'malformed/date-31-31.csv': ['date-invalid', 3],
  'malformed/date-31-31.ofx': ['date-invalid', 19],
  'malformed/date-empty.ofx': ['date-missing', 16],
  'malformed/date-missing.csv': ['date-missing', 2],
  'malformed/dollar-amount.ofx': ['amount-invalid', 19],
  'malformed/header-only.ofx': ['truncated', 11],
  'malformed/prose.csv': ['format-unknown', 1],
  'malformed/quicken.qif': ['format-not-supported', 1],
  'malformed/quote-never-closed.csv': ['csv-quote', 3],
  'malformed/sign-on-failed.ofx': ['issuer-error', 13],
  'malformed/statement.json': ['format-unknown', 1],
  'malformed/truncated-between.ofx': ['truncated', 17],
  'malformed/truncated.ofx': ['truncated', 17],
  'malformed/unknown-layout.csv': ['csv-unknown-layout', 1],
  'malformed/web-page.ofx': ['html', 1],
  'malformed/wrong-encoding.csv': ['encoding-unknown', 3],
}

describe('malformed files', () => {
  it.each(fixtureNames('malformed'))('%s is refused with its line and reason, and nothing of it is kept', (name) => {
    const file = readFixture(name)
    const [code, line] = EXPECTED[name] ?? []
    expect(file.problems[0]).toMatchObject({ code, line, severity: 'refused' })
    expect(file.problems[0]?.message).toMatch(/\.$/)
    expect(file.accounts).toEqual([])
    expect(refusalOf(file)).toEqual({ file: name.split('/')[1], line, code, reason: file.problems[0]?.message })
  })

  it('quotes the text that is wrong', () => {
    expect(readFixture('malformed/date-31-31.csv').problems[0]?.message).toBe('"31/31/2026" is not a date (month/day/year).')
    expect(readFixture('malformed/dollar-amount.ofx').problems[0]?.message).toBe('"$120" is not an amount (TRNAMT).')
    expect(readFixture('malformed/unknown-layout.csv').problems[0]?.message).toBe('No bank whose CSV is known has these columns: "When", "What", "How much".')
    expect(readFixture('malformed/sign-on-failed.ofx').problems[0]?.message).toContain('15500 Signon invalid')
  })

  it('never quotes a card number', () => {
    const file = readText('Date,Description,Card Member,Account #,Amount\n4111111111111111,X,A,-71002,4111111111111111\n', '378282246310005.csv')
    expect(JSON.stringify(file)).not.toMatch(/4111111111111111|378282246310005/)
    expect(file.name).toBe('··10005.csv')
  })

  const text = 'plain text and no statement'
  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'empty-file'],
    ['blanks', Buffer.from(' \r\n\t\n'), 'empty-file'],
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf]), 'empty-file'],
    ['a ZIP or a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'zip'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'spreadsheet'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'zip'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), 'binary'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from('code')]), 'binary'],
    ['one line of text', Buffer.from(text), 'format-unknown'],
    ['a web page behind an XML declaration', Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE html><html></html>'), 'html'],
    ['XML of something else', Buffer.from('<?xml version="1.0"?><rss></rss>'), 'format-unknown'],
    ['deep nesting without end', Buffer.from(`<OFX>${'<STMTRS>'.repeat(20_000)}`), 'truncated'],
    ['a comment without end', Buffer.from('<OFX><!-- '), 'truncated'],
    ['an OFX of angle brackets', Buffer.from(`<OFX>${'<A '.repeat(50_000)}`), 'truncated'],
  ])('%s is refused', (_, bytes, code) => {
    const file = readStatementFile({ name: 'statement.ofx', bytes }, OPTIONS)
    expect(file.problems[0]).toMatchObject({ code, line: 1, severity: 'refused' })
    expect(file.accounts).toEqual([])
  })

  it('a CSV of one huge line is refused before it is taken apart', () => {
    const file = readStatementFile({ name: 'x.csv', bytes: Buffer.alloc(3_000_000, 'a') }, OPTIONS)
    expect(file.problems[0]).toMatchObject({ code: 'line-too-long', line: 1 })
    const later = readText(`Date,Description,Amount\n02/01/2026,${'x'.repeat(600)},5.00\n`, 'x.csv', { maxLineBytes: 500 })
    expect(later.problems[0]).toMatchObject({ code: 'line-too-long', line: 2 })
  })

  it('stops at fifty problems and says so', () => {
    const file = readText(`Date,Description,Card Member,Account #,Amount\n${'31/31/2026,X,A,-71002,1.00\n'.repeat(500)}`, 'x.csv')
    expect(file.problems).toHaveLength(51)
    expect(file.problems.at(-1)).toMatchObject({ code: 'too-many-problems', line: 51 })
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvText } from '#engine/exports/csv.ts'

/** RFC 4180, read back without mercy: throws at anything that the standard does not allow. */
function readCsv(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('no byte-order mark')
  const rows: string[][] = []
  let rest = text.slice(1)
  while (rest !== '') {
    const row: string[] = []
    for (;;) {
      const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest)
      if (!match) throw new Error(`not CSV: ${JSON.stringify(rest.slice(0, 40))}`)
      row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
      rest = rest.slice(match[0].length)
      if (match[3] === '\r\n') break
    }
    rows.push(row)
  }
  return rows
}

const harmless = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text))

describe('CSV', () => {
  test('is read back as it was written, whatever is in the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(harmless, fc.constantFrom('a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '"', ',', '')), { minLength: 1, maxLength: 6 }), { maxLength: 8 }), (rows) => {
        expect(readCsv(csvText(rows))).toEqual(rows)
      }),
    )
  })

  test('ends every row, the last too, with CR LF', () => {
    expect(csvText([['a', 'b'], ['1', '2']])).toBe('\uFEFFa,b\r\n1,2\r\n')
  })

  test.each([
    ["=HYPERLINK(\"https://example.invalid\")", `"'=HYPERLINK(""https://example.invalid"")"`],
    ['=1+1', "'=1+1"],
    ['+1 555 0100', "'+1 555 0100"],
    ['-2+3', "'-2+3"],
    ["-1.5'", "'-1.5'"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['-', "'-"],
    ['--1', "'--1"],
    ['-1e5', "'-1e5"],
  ])('does not let %j run as a formula', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  test.each(['-12.05', '-1', '0', '1204.18', '-0.005', "O'Neil", 'a=b', '3-in-1', ''])('leaves %j alone', (text) => {
    expect(csvCell(text)).toBe(text)
  })
})

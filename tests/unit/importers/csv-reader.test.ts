import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvReader } from '#engine/importers/csv/reader.ts'
import type { CsvRecord } from '#engine/importers/csv/reader.ts'

function readAll(text: string, delimiter = ',', limit = 1_000_000): { records: readonly CsvRecord[]; reader: CsvReader } {
  const reader = new CsvReader(Buffer.from(text, 'utf8'), delimiter, limit)
  const records: CsvRecord[] = []
  for (let record = reader.next(); record; record = reader.next()) records.push(record)
  return { records, reader }
}

const cellsOf = (text: string, delimiter = ','): readonly (readonly string[])[] => readAll(text, delimiter).records.map(({ cells }) => cells)

describe('CSV reader', () => {
  it.each([
    ['a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
    ['a,b\rc,d', [['a', 'b'], ['c', 'd']]],
    ['a,b\n\nc', [['a', 'b'], [''], ['c']]],
    ['a,,\n', [['a', '', '']]],
    ['"a ""quoted"" b",c\n', [['a "quoted" b', 'c']]],
    ['"line\nbreak",x\r\n', [['line\nbreak', 'x']]],
    ['"a","b"\n', [['a', 'b']]],
    [' "a", b\n', [['a', ' b']]],
    ['5" pipe,x\n', [['5" pipe', 'x']]],
    ['"5" pipe,x\n', [['5 pipe', 'x']]],
    ['"",x', [['', 'x']]],
    ['é,"ü"\n', [['é', 'ü']]],
  ])('reads %j', (text, expected) => {
    expect(cellsOf(text)).toEqual(expected)
  })

  it('takes only its own delimiter', () => {
    expect(cellsOf('a;b,c\td', ';')).toEqual([['a', 'b,c\td']])
    expect(cellsOf('a;b,c\td', '\t')).toEqual([['a;b,c', 'd']])
  })

  it('numbers records by physical lines, whatever ends them', () => {
    const { records } = readAll('a\r\n"b\nb\r\nb",1\rc\n\nd')
    expect(records.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7])
  })

  it('names the line on which a quotation mark opens that is never closed', () => {
    const { records, reader } = readAll('a,b\nc,"d\ne,f\n')
    expect(records).toHaveLength(1)
    expect(reader.fault).toEqual({ code: 'csv-quote', line: 2 })
  })

  it.each(['x'.repeat(101), `"${'x'.repeat(101)}"`, 'ab,'.repeat(40)])('stops at a record longer than the limit', (long) => {
    const { records, reader } = readAll(`a\n${long}\nb`, ',', 100)
    expect(records).toHaveLength(1)
    expect(reader.fault).toEqual({ code: 'line-too-long', line: 2 })
  })

  it('reads back what a correct writer wrote', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(table, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'), (rows, delimiter, end) => {
      const text = rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(end)
      expect(cellsOf(text, delimiter)).toEqual(rows.map((cells) => cells.map((value) => Buffer.from(value, 'utf8').toString('utf8'))))
    }))
  })

  it('reads any bytes to the end without losing a line', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') }), (text) => {
      const { records, reader } = readAll(text)
      const lines = text.split(/\r\n|\r|\n/).length
      for (const { line } of records) expect(line).toBeLessThanOrEqual(lines)
      if (!reader.fault) expect(reader.offset).toBe(Buffer.byteLength(text))
    }))
  })
})

/**
 * Why rows are counted: the same scenarios against the rules of the app and against the two that others began with. Each naive rule must
 * fail at least one, or these scenarios would prove nothing.
 */
import { describe, expect, it } from 'vitest'
import { books, charge, compare, type Row } from './compare.ts'

/** How many charges are in the books after these files. */
type Rule = (files: readonly (readonly Row[])[]) => number

const counted: Rule = (files) => {
  const known = books([], 'csv:chase')
  let stored = 0
  for (const file of files) stored += compare(known, file, 'csv:chase').filter(({ status }) => status === 'new').length
  return stored
}

/** One hash a row, and what is known is dropped. */
const hashAndDrop: Rule = (files) => new Set(files.flat().map((row) => JSON.stringify(charge(row)))).size

/** The id alone, and rows without one always come in. */
const byIdAlone: Rule = (files) => {
  const ids = new Set<string>()
  let stored = 0
  for (const { externalId } of files.flat()) {
    if (typeof externalId === 'string' && ids.has(externalId)) continue
    if (typeof externalId === 'string') ids.add(externalId)
    stored += 1
  }
  return stored
}

const coffee: Row = { on: '2026-05-03', minor: -450 }
const purchase: Row = { on: '2026-05-03', minor: -10_000, externalId: 'F', text: 'HOTEL PARIS' }
const fee: Row = { on: '2026-05-03', minor: -300, externalId: 'F', text: 'FOREIGN TRANSACTION FEE' }

const SCENARIOS: readonly (readonly [name: string, files: readonly (readonly Row[])[], charges: number])[] = [
  ['two equal coffees on one day both stay', [[coffee, coffee]], 2],
  ['the same file twice adds nothing', [[coffee, coffee], [coffee, coffee]], 2],
  ['an overlapping file adds what is new', [[coffee], [coffee, coffee, { ...coffee, on: '2026-05-04' }]], 3],
  ['a fee under the id of its purchase stays', [[purchase, fee], [purchase, fee]], 2],
]

function failures(rule: Rule): readonly string[] {
  return SCENARIOS.flatMap(([name, files, charges]) => (rule(files) === charges ? [] : [name]))
}

describe('counting', () => {
  it('passes every scenario', () => {
    expect(failures(counted)).toEqual([])
  })

  it('is needed: hash and drop loses equal charges', () => {
    expect(failures(hashAndDrop)).toEqual(['two equal coffees on one day both stay', 'the same file twice adds nothing', 'an overlapping file adds what is new'])
  })

  it('is needed: the id alone loses the fee and doubles what has none', () => {
    expect(failures(byIdAlone)).toEqual(['the same file twice adds nothing', 'an overlapping file adds what is new', 'a fee under the id of its purchase stays'])
  })
})

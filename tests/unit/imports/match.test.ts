import { describe, expect, it } from 'vitest'
import { books, charge, compare, statuses, type Row } from './compare.ts'

const coffee = (id: string | null = null, more: Partial<Row> = {}): Row => ({ on: '2026-05-03', minor: -450, externalId: id, ...more })

describe('equal charges', () => {
  it('two equal charges of one day without ids both stay, and the same file again adds neither', () => {
    const known = books([])
    expect(statuses(compare(known, [coffee(), coffee()], 'csv:chase'))).toBe('new new')
    expect(statuses(compare(known, [coffee(), coffee()], 'csv:chase'))).toBe('duplicate duplicate')
  })

  it('a third equal charge in a longer file is the only new one', () => {
    expect(statuses(compare(books([coffee(), coffee()], 'csv:chase'), [coffee(), coffee(), coffee()], 'csv:chase'))).toBe('duplicate duplicate new')
  })

  it('two equal charges with ids of their own both stay', () => {
    expect(statuses(compare(books([coffee('A')]), [coffee('A'), coffee('B')]))).toBe('duplicate new')
  })

  it('equal rows on different cards of one account are different charges', () => {
    expect(statuses(compare(books([coffee(null, { card: '71002' })], 'csv:amex'), [coffee(null, { card: '71003' })], 'csv:amex'))).toBe('new')
  })

  it('another currency is another charge', () => {
    expect(statuses(compare(books([coffee()], 'csv:x'), [coffee(null, { currency: 'EUR' })], 'csv:x'))).toBe('new')
  })

  it('case, accents and spacing of the wording make no other charge', () => {
    expect(statuses(compare(books([coffee(null, { text: 'CAFÉ  ROMA' })], 'csv:x'), [coffee(null, { text: 'Cafe Roma' })], 'csv:x'))).toBe('duplicate')
  })
})

describe('ids that are reused', () => {
  it('a purchase and its foreign transaction fee share one id and both stay', () => {
    const rows: Row[] = [coffee('F1', { minor: -10_000, text: 'HOTEL PARIS' }), coffee('F1', { minor: -300, text: 'FOREIGN TRANSACTION FEE' })]
    expect(statuses(compare(books([]), rows))).toBe('new new')
    expect(statuses(compare(books(rows), rows))).toBe('duplicate duplicate')
    expect(statuses(compare(books(rows.slice(0, 1)), rows))).toBe('duplicate new')
    // The fee alone, as a later file may have it.
    expect(statuses(compare(books(rows.slice(0, 1)), rows.slice(1)))).toBe('new')
  })

  it('a reward credit under the id of its purchase is a charge of its own', () => {
    expect(statuses(compare(books([coffee('F1', { minor: -2_500 })]), [coffee('F1', { minor: 2_500 })]))).toBe('new')
  })

  it('an id that comes back a month later is another charge', () => {
    expect(statuses(compare(books([coffee('7')]), [coffee('7', { on: '2026-06-03' })]))).toBe('new')
    expect(statuses(compare(books([coffee('7')]), [coffee('7', { on: '2026-06-03', minor: -999 })]))).toBe('new')
  })

  it('daily rides under one id are counted, also across the edge of two files', () => {
    const ride = (on: string): Row => ({ on, minor: -275, externalId: 'MTA', text: 'METRO TAP' })
    expect(statuses(compare(books([ride('2026-05-03')]), [ride('2026-05-03'), ride('2026-05-04')]))).toBe('duplicate new')
    expect(statuses(compare(books([ride('2026-05-03')]), [ride('2026-05-04'), ride('2026-05-05')]))).toBe('new new')
    expect(statuses(compare(books([ride('2026-05-03')]), [ride('2026-05-04')]))).toBe('new')
  })

  it('an id that two rows of the file carry changes nothing', () => {
    expect(statuses(compare(books([coffee('X')]), [coffee('X', { minor: -470 }), coffee('X', { minor: -480 })]))).toBe('new new')
  })
})

describe('a bank that numbers its rows anew in every download', () => {
  const rows = (from: number, count = 6): Row[] => Array.from({ length: count }, (_, index) => coffee(String(from + index), { on: `2026-05-0${1 + index}`, text: `MERCHANT ${index}` }))

  it('adds nothing twice, and the new rows of an overlapping file come in', () => {
    expect(statuses(compare(books(rows(1)), [...rows(11), coffee('17', { on: '2026-05-09' })]))).toBe('duplicate duplicate duplicate duplicate duplicate duplicate new')
    expect(compare(books(rows(1)), rows(11))[0]?.words).toEqual(['the bank gave it another id'])
  })

  it('is not assumed from a few rows, nor where one id is known again', () => {
    expect(statuses(compare(books(rows(1, 4)), rows(11, 4)))).toBe('new new new new')
    expect(statuses(compare(books(rows(1)), [...rows(11), coffee('1', { on: '2026-05-01', text: 'MERCHANT 0' })]))).toBe('new new new new new new duplicate')
  })
})

describe('the same id, and clearly the same charge', () => {
  it('a tip that was added is a change, named with the old amount', () => {
    expect(compare(books([coffee('A', { minor: -4_100 })]), [coffee('A', { minor: -4_900 })])).toEqual([{ status: 'changed', ref: 1, words: ['amount was $41.00'] }])
  })

  it('an amount out of all proportion is for a person to decide', () => {
    const [told] = compare(books([coffee('A', { minor: -4_100 })]), [coffee('A', { minor: -9_000 })])
    expect(told?.status).toBe('conflict')
    expect(told?.words).toEqual(['same id and day', 'amount was $41.00'])
  })

  it('a date that the bank corrected is a change when the file covers the old day', () => {
    const file = [coffee('A', { on: '2026-05-04' }), coffee('B', { on: '2026-05-01', text: 'OTHER' })]
    expect(statuses(compare(books([coffee('A')]), file))).toBe('changed new')
  })

  it('other wording from the same format is a change, and the old wording does not change it back', () => {
    const known = books([coffee('A', { text: 'SQ *BLUE' })])
    expect(compare(known, [coffee('A', { text: 'SQ *BLUE BOTTLE OAKLAND' })])).toEqual([{ status: 'changed', ref: 1, words: ['text was “SQ *BLUE”'] }])
    expect(statuses(compare(known, [coffee('A', { text: 'SQ *BLUE' })]))).toBe('duplicate')
  })

  it('other wording from another format is not', () => {
    expect(statuses(compare(books([coffee('A', { text: 'SQ *BLUE' })]), [coffee('A', { text: 'Blue Bottle' })], 'csv:amex'))).toBe('duplicate')
  })

  it('the other date of another format is not a change', () => {
    expect(statuses(compare(books([coffee('A')]), [coffee('A', { on: '2026-05-04' }), coffee('B', { on: '2026-05-02', text: 'X' })], 'csv:amex'))).toBe('duplicate new')
  })
})

describe('pending charges', () => {
  const pending = coffee('P', { minor: -4_000, pending: true, text: 'HARBOR GRILL' })

  it('posts under the same id: changed', () => {
    expect(compare(books([pending]), [{ ...pending, pending: false }])).toEqual([{ status: 'changed', ref: 1, words: ['was pending'] }])
  })

  it('posts under another id, date and amount (a tip): changed', () => {
    const posted = coffee('Q', { on: '2026-05-05', minor: -4_800, text: 'HARBOR GRILL BOSTON' })
    expect(compare(books([pending]), [posted])).toEqual([{ status: 'changed', ref: 1, words: ['was pending', 'amount was $40.00', 'date was 2026-05-03', 'text was “HARBOR GRILL”'] }])
  })

  it('remembers both ids: neither file comes in again', () => {
    const posted = coffee('Q', { on: '2026-05-05', minor: -4_800, text: 'HARBOR GRILL' })
    const known = books([posted], 'ofx1', { 0: [charge(pending)] })
    expect(statuses(compare(known, [posted]))).toBe('duplicate')
    expect(statuses(compare(known, [pending]))).toBe('duplicate')
    expect(statuses(compare(known, [pending, posted]))).toBe('duplicate duplicate')
  })

  it('is not what a posted charge equals that came later: it was pending, and has another date by now', () => {
    const known = books([coffee(null, { on: '2026-05-04' })], 'csv:citi', { 0: [charge(coffee(null, { pending: true }))] })
    expect(statuses(compare(known, [coffee(null), coffee(null, { on: '2026-05-04' })], 'csv:citi'))).toBe('new duplicate')
    expect(statuses(compare(known, [coffee(null, { pending: true })], 'csv:citi'))).toBe('duplicate')
  })

  it('found posted already when the older file comes second', () => {
    const posted = coffee('Q', { on: '2026-05-05', minor: -4_800, text: 'HARBOR GRILL' })
    expect(compare(books([posted]), [pending])[0]).toMatchObject({ status: 'duplicate', ref: 1 })
    expect(statuses(compare(books([{ ...pending, pending: false }]), [pending]))).toBe('duplicate')
  })

  it('that could be either of two is for a person to decide', () => {
    const other = coffee('P2', { minor: -4_200, pending: true, text: 'HARBOR GRILL' })
    const [told] = compare(books([pending, other]), [coffee('Q', { on: '2026-05-04', minor: -4_800, text: 'HARBOR GRILL' })])
    expect(told).toMatchObject({ status: 'conflict' })
    expect(told?.words[0]).toBe('could be any of 2 charges')
  })

  it('with equal amounts are counted: two pending, two posted, in any order', () => {
    const twins = [coffee('P1', { pending: true }), coffee('P2', { pending: true })]
    const told = compare(books(twins), [coffee('Q2', { on: '2026-05-04' }), coffee('Q1', { on: '2026-05-04' })])
    expect(statuses(told)).toBe('changed changed')
    expect(told.map(({ ref }) => ref).toSorted()).toEqual([1, 2])
  })

  it('that shrank is not sure', () => {
    expect(statuses(compare(books([pending]), [coffee('Q', { on: '2026-05-04', minor: -3_500, text: 'HARBOR GRILL' })]))).toBe('conflict')
  })

  it.each([
    ['another merchant', { text: 'SUMMIT FUEL' }],
    ['another card', { card: '71003' }],
    ['a refund', { minor: 4_000 }],
    ['more than a tip', { minor: -5_201 }],
    ['too late', { on: '2026-05-11' }],
    ['long before', { on: '2026-05-01' }],
  ])('is not %s', (_why, more) => {
    expect(statuses(compare(books([{ ...pending, card: '71002' }]), [coffee('Q', { on: '2026-05-04', minor: -4_000, text: 'HARBOR GRILL', card: '71002', ...more })]))).toBe('new')
  })
})

describe('another format of the same account', () => {
  const stored: Row[] = [
    coffee('A', { text: 'SQ *BLUE BOTTLE COF 4155' }),
    coffee('B', { text: 'SQ *BLUE BOTTLE COF 4155' }),
    coffee('C', { minor: -8_000, text: 'DELTA AIR LINES ATLANTA' }),
  ]

  it('rows without ids are duplicates when the counts line up, and stay so', () => {
    const csv: Row[] = [coffee(null, { text: 'Blue Bottle Coffee' }), coffee(null, { text: 'Blue Bottle Coffee' }), coffee(null, { minor: -8_000, text: 'Delta Air Lines' })]
    const known = books(stored)
    expect(statuses(compare(known, csv, 'csv:chase'))).toBe('duplicate duplicate duplicate')
    expect(statuses(compare(known, csv, 'csv:chase'))).toBe('duplicate duplicate duplicate')
  })

  it('more rows than charges: the surplus is for a person to decide', () => {
    const csv = Array.from({ length: 3 }, () => coffee(null, { text: 'Blue Bottle Coffee' }))
    expect(statuses(compare(books(stored), csv, 'csv:chase'))).toBe('duplicate duplicate conflict')
  })

  it('another merchant with the same date and amount is new', () => {
    expect(statuses(compare(books(stored), [coffee(null, { text: 'Peets' })], 'csv:chase'))).toBe('new')
  })

  it('a charge that only shares the day it was made is found', () => {
    expect(statuses(compare(books([coffee('A', { on: '2026-05-05', made: '2026-05-03' })]), [coffee(null)], 'csv:chase'))).toBe('duplicate')
  })

  it('a like charge a day off is for a person to decide, inside the days of the file only', () => {
    const other: Row = { on: '2026-05-01', minor: -1, text: 'X' }
    expect(statuses(compare(books([coffee('A')]), [coffee(null, { on: '2026-05-04' }), other], 'csv:chase'))).toBe('conflict new')
    expect(statuses(compare(books([coffee('A')]), [coffee(null, { on: '2026-05-04' })], 'csv:chase'))).toBe('new')
  })

  it('other wording in the format that told the charge before is another charge', () => {
    expect(statuses(compare(books([coffee(null, { text: 'STARBUCKS 123' })], 'csv:chase'), [coffee(null, { text: 'STARBUCKS 456' })], 'csv:chase'))).toBe('new')
  })
})

describe('corrections by name', () => {
  const original = coffee('A', { minor: -4_100 })
  const correction = (kind: 'replace' | 'delete', more: Partial<Row> = {}): Row => coffee('B', { minor: -4_900, correction: { kind, externalId: 'A' }, ...more })

  it('replace the charge they name, also in the same file, and nothing comes in again', () => {
    const known = books([original])
    expect(compare(known, [correction('replace')])).toEqual([{ status: 'changed', ref: 1, words: ['amount was $41.00'] }])
    const fresh = books([])
    expect(statuses(compare(fresh, [correction('replace'), original]))).toBe('changed new')
    expect(statuses(compare(fresh, [correction('replace'), original]))).toBe('duplicate duplicate')
  })

  it('are new where there is nothing to replace', () => {
    expect(statuses(compare(books([]), [correction('replace')]))).toBe('new')
  })

  it('never delete by themselves', () => {
    expect(compare(books([original]), [correction('delete')])[0]).toMatchObject({ status: 'conflict', ref: 1 })
    expect(compare(books([]), [correction('delete')])[0]).toMatchObject({ status: 'duplicate', ref: 0 })
  })
})

describe('files dropped together', () => {
  it('in any order add what is new once', () => {
    const may = [coffee('1'), coffee('2', { on: '2026-05-20' })]
    const june = [coffee('2', { on: '2026-05-20' }), coffee('3', { on: '2026-06-01' })]
    const forwards = books([])
    expect([statuses(compare(forwards, may)), statuses(compare(forwards, june))]).toEqual(['new new', 'duplicate new'])
    const backwards = books([])
    expect([statuses(compare(backwards, june)), statuses(compare(backwards, may))]).toEqual(['new new', 'new duplicate'])
  })

  it('bring a pending charge and what it posted as together', () => {
    const known = books([])
    const [pending] = compare(known, [coffee('P', { pending: true })])
    const [posted] = compare(known, [coffee('Q', { on: '2026-05-04' })])
    expect([pending?.status, posted?.status]).toEqual(['new', 'changed'])
    expect(posted?.ref).toBeLessThan(0)
    expect(statuses(compare(known, [coffee('P', { pending: true })]))).toBe('duplicate')
  })
})

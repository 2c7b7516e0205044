import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import { reportsHandlers } from '#engine/reports/reports.handlers.ts'
import { cellsSql } from '#engine/reports/spend.queries.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import { fillBooks, keepBooks, type Books } from '#tests/support/books.ts'
import { callQuery } from '#tests/support/calls.ts'
import { explain, secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, type TestStore } from '#tests/support/store.ts'

let testStore: TestStore

beforeEach(async () => {
  testStore = await openTestStore()
})

const report = (from: string, to: string, cardIds: number[] | null = null) => callQuery(testStore.store, 'reports', 'perCardholder', reportsHandlers, { from, to, scope: { cardIds } })
const minorOf = (totals: CardholderReport['totals'], currency = 'USD') => totals.find((total) => total.currency === currency)?.minor ?? 0

describe('the report per cardholder', () => {
  test('adds up spend per person, category and month, and leaves payments, pending charges and other months out', async () => {
    const { ada, zoe, dining, fuel } = await keepBooks(testStore.store, (books) => {
      const people = { ada: books.person('Ada'), zoe: books.person('Zoë') }
      const [first, second, third, nobody] = [books.card({ holder: people.ada }), books.card({ holder: people.ada }), books.card({ holder: people.zoe }), books.card()]
      books.charge({ card: first, on: '2026-10-01', minor: -1_000, category: 'dining' })
      books.charge({ card: second, on: '2026-10-31', minor: -2_000, category: 'dining' })
      books.charge({ card: first, on: '2026-11-01', minor: 400, type: 'refund', category: 'dining' })
      books.charge({ card: first, on: '2026-10-20', minor: 9_000, type: 'payment', category: 'payments' })
      books.charge({ card: first, on: '2026-10-21', minor: -77, pending: true, category: 'dining' })
      books.charge({ card: third, on: '2026-11-02', minor: -8_000, category: 'fuel' })
      books.charge({ card: third, on: '2026-11-03', minor: -50, currency: 'EUR', category: 'fuel' })
      books.charge({ card: nobody, on: '2026-11-04', minor: -5, category: 'fuel' })
      books.charge({ card: third, on: '2026-09-30', minor: -600, category: 'fuel' })
      books.charge({ card: third, on: '2026-08-01', minor: -100, category: 'fuel' })
      books.charge({ card: third, on: '2026-07-31', minor: -10, category: 'fuel' })
      books.charge({ card: third, on: '2026-12-01', minor: -10_000, category: 'fuel' })
      return { ...people, dining: books.category('dining'), fuel: books.category('fuel') }
    })
    const found = await report('2026-10', '2026-11')
    expect(found.months).toEqual(['2026-10', '2026-11'])
    expect(found.people).toEqual([{ id: zoe, name: 'Zoë' }, { id: ada, name: 'Ada' }, { id: null, name: 'No cardholder' }])
    expect(found.categories.map((category) => category.id)).toEqual([fuel, dining])
    expect(found.currencies).toEqual(['USD', 'EUR'])
    expect(found.cells.toSorted((a, b) => a.spendMinor - b.spendMinor)).toEqual([
      { cardholderId: ada, categoryId: dining, month: '2026-11', currency: 'USD', spendMinor: -400, count: 1 },
      { cardholderId: null, categoryId: fuel, month: '2026-11', currency: 'USD', spendMinor: 5, count: 1 },
      { cardholderId: zoe, categoryId: fuel, month: '2026-11', currency: 'EUR', spendMinor: 50, count: 1 },
      { cardholderId: ada, categoryId: dining, month: '2026-10', currency: 'USD', spendMinor: 3_000, count: 2 },
      { cardholderId: zoe, categoryId: fuel, month: '2026-11', currency: 'USD', spendMinor: 8_000, count: 1 },
    ])
    expect(found.totals).toEqual([{ minor: 10_605, currency: 'USD' }, { minor: 50, currency: 'EUR' }])
    expect(found.previousTotals).toEqual([{ minor: 700, currency: 'USD' }])
  })

  test('compares with the same number of months before, in whatever currency they were', async () => {
    await keepBooks(testStore.store, (books) => {
      const card = books.card()
      books.charge({ card, on: '2025-11-15', minor: -300, currency: 'GBP' })
      books.charge({ card, on: '2025-12-31', minor: -200 })
      books.charge({ card, on: '2026-02-15', minor: -100 })
    })
    const { totals, previousTotals } = await report('2026-01', '2026-03')
    expect(totals).toEqual([{ minor: 100, currency: 'USD' }])
    expect(previousTotals.toSorted((a, b) => a.minor - b.minor)).toEqual([{ minor: 200, currency: 'USD' }, { minor: 300, currency: 'GBP' }])
  })

  test('is empty, not an error, where there is nothing', async () => {
    expect(await report('2026-01', '2026-02')).toEqual({ months: ['2026-01', '2026-02'], people: [], categories: [], currencies: [], cells: [], totals: [], previousTotals: [] })
    expect(await callQuery(testStore.store, 'reports', 'range', reportsHandlers, {})).toEqual({ first: null, last: null })
  })

  test('reads the roll-up by its key, never the charges', () => {
    for (const scope of [null, [1, 2]]) {
      const steps = explain(secondConnection(testStore), cellsSql({ from: '2026-01', to: '2026-12' }, scope)).split('\n')
      expect(steps[0]).toBe('SEARCH s USING PRIMARY KEY (month>? AND month<?)')
      expect(steps.filter((step) => /transactions|SCAN (?!json_each)/.test(step))).toEqual([])
    }
  })
})

describe('every figure', () => {
  let books: Books

  beforeEach(async () => {
    books = await fillBooks(testStore.store, { transactions: 2_500, cards: 12, people: 5, merchants: 60, months: 8, until: '2026-08-31' })
  })

  const spendOf = async (filter: object) => minorOf((await callQuery(testStore.store, 'transactions', 'summary', transactionsHandlers, { filter: { ...filter, pending: false } })).spend)

  test('is the sum of the charges that its drill-down shows', async () => {
    const { cells, people, totals } = await report('2026-02', '2026-07')
    expect(cells.length).toBeGreaterThan(100)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cells), async ({ cardholderId, categoryId, month, spendMinor }) => {
        expect(await spendOf({ cardholderIds: [cardholderId], categoryIds: [categoryId], from: `${month}-01`, to: `${month}-31` })).toBe(spendMinor)
      }),
      { numRuns: 60 },
    )
    for (const { id } of people) {
      const sum = cells.filter((cell) => cell.cardholderId === id).reduce((all, cell) => all + cell.spendMinor, 0)
      expect(await spendOf({ cardholderIds: [id], from: '2026-02-01', to: '2026-07-31' })).toBe(sum)
    }
    expect(await spendOf({ from: '2026-02-01', to: '2026-07-31' })).toBe(minorOf(totals))
  })

  test('of some cards is what the other cards leave of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...books.cards]), async (some) => {
        const others = books.cards.filter((card) => !some.includes(card))
        const [whole, part, rest] = [await report('2026-01', '2026-08'), await report('2026-01', '2026-08', some), await report('2026-01', '2026-08', others)]
        expect(minorOf(part.totals) + minorOf(rest.totals)).toBe(minorOf(whole.totals))
        expect(minorOf(part.totals)).toBe(part.cells.reduce((sum, cell) => sum + cell.spendMinor, 0))
      }),
      { numRuns: 20 },
    )
  })

  test('has its place in the order by spend', async () => {
    const { people, categories, cells } = await report('2026-01', '2026-08')
    const sums = (key: 'cardholderId' | 'categoryId', ids: readonly (number | null)[]) => ids.map((id) => cells.filter((cell) => cell[key] === id).reduce((sum, cell) => sum + cell.spendMinor, 0))
    for (const list of [sums('cardholderId', people.map((person) => person.id)), sums('categoryId', categories.map((category) => category.id))]) expect(list).toEqual(list.toSorted((a, b) => b - a))
    expect(await callQuery(testStore.store, 'reports', 'range', reportsHandlers, {})).toEqual({ first: books.from.slice(0, 7), last: '2026-08' })
  })
})

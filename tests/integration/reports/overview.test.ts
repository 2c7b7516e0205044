import { beforeEach, describe, expect, test } from 'vitest'
import { reportsHandlers } from '#engine/reports/reports.handlers.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callQuery } from '#tests/support/calls.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

let store: Store

beforeEach(async () => {
  ;({ store } = await openTestStore())
})

const overview = (cardIds: number[] | null = null) => callQuery(store, 'reports', 'overview', reportsHandlers, { scope: { cardIds } })

describe('the overview', () => {
  test('of empty books says so', async () => {
    expect(await overview()).toEqual({
      hasTransactions: false, today: '2026-11-24', month: null, monthSpend: [], previousMonthSpend: [], mainCurrency: null, byMonth: [], byPerson: [], cumulative: [], lastImport: null, needs: [],
    })
  })

  test('speaks of the newest month with charges, in the currency with most of them', async () => {
    const { ada, card } = await keepBooks(store, (books) => {
      const ada = books.person('Ada')
      const [card, other] = [books.card({ holder: ada }), books.card()]
      books.charge({ card, on: '2025-12-01', minor: -1 })
      books.charge({ card, on: '2026-10-03', minor: -300 })
      books.charge({ card, on: '2026-10-30', minor: -50 })
      books.charge({ card, on: '2026-11-02', minor: -1_000 })
      books.charge({ card, on: '2026-11-02', minor: -40 })
      books.charge({ card: other, on: '2026-11-20', minor: -700 })
      books.charge({ card: other, on: '2026-11-20', minor: -99_999, currency: 'JPY' })
      books.charge({ card: other, on: '2026-11-21', minor: 5_000, type: 'payment' })
      return { ada, card }
    })
    const found = await overview()
    expect(found).toMatchObject({ hasTransactions: true, month: '2026-11', mainCurrency: 'USD', previousMonthSpend: [{ minor: 350, currency: 'USD' }] })
    expect(found.monthSpend).toEqual([{ minor: 1_740, currency: 'USD' }, { minor: 99_999, currency: 'JPY' }])
    expect(found.byPerson).toEqual([{ cardholderId: ada, name: 'Ada', spendMinor: 1_040 }, { cardholderId: null, name: 'No cardholder', spendMinor: 700 }])
    expect([found.byMonth.length, found.byMonth[0], found.byMonth.at(-2), found.byMonth.at(-1)]).toEqual([
      12, { month: '2025-12', spendMinor: 1 }, { month: '2026-10', spendMinor: 350 }, { month: '2026-11', spendMinor: 1_740 },
    ])
    expect((await overview([card])).byPerson).toEqual([{ cardholderId: ada, name: 'Ada', spendMinor: 1_040 }])
  })

  test('adds up day by day, as far as a month goes and no further than today', async () => {
    await keepBooks(store, (books) => {
      const card = books.card()
      books.charge({ card, on: '2026-10-01', minor: -100 })
      books.charge({ card, on: '2026-10-31', minor: -11 })
      books.charge({ card, on: '2026-11-10', minor: -7 })
    })
    const { cumulative } = await overview()
    expect(cumulative).toHaveLength(31)
    const at = (day: number) => cumulative[day - 1]
    expect([at(1), at(9), at(10), at(24), at(25), at(31)]).toEqual([
      { day: 1, spendMinor: 0, previousMinor: 100 }, { day: 9, spendMinor: 0, previousMinor: 100 }, { day: 10, spendMinor: 7, previousMinor: 100 },
      { day: 24, spendMinor: 7, previousMinor: 100 }, { day: 25, spendMinor: null, previousMinor: 100 }, { day: 31, spendMinor: null, previousMinor: 111 },
    ])
  })

  test('shows a charge dated after today instead of ending before it', async () => {
    await keepBooks(store, (books) => books.charge({ card: books.card(), on: '2026-11-26', minor: -7 }))
    const { cumulative } = await overview()
    expect([cumulative[24]?.spendMinor, cumulative[25]?.spendMinor, cumulative[26]?.spendMinor]).toEqual([0, 7, null])
  })

  test('names the last import that still stands', async () => {
    const kept = await keepBooks(store, (books) => {
      books.import(['old.ofx'], TEST_NOW - 9_000, 5)
      const kept = books.import(['october.ofx', 'november.csv'], TEST_NOW - 1_000, 31)
      books.import(['undone.ofx'], TEST_NOW)
      return kept
    })
    await store.transaction((db) => db.updateTable('imports').set({ undone_at: TEST_NOW }).where('applied_at', '=', TEST_NOW).execute())
    expect((await overview()).lastImport).toEqual({ importId: kept, at: TEST_NOW - 1_000, files: ['october.ofx', 'november.csv'], added: 31 })
  })
})

describe('what needs a person', () => {
  test('is nothing when all is well', async () => {
    await keepBooks(store, (books) => {
      const account = books.account()
      books.charge({ card: books.card({ account, holder: books.person('Ada') }), on: '2026-11-02', minor: -5, mcc: '5812' })
      books.statement({ account, closedOn: '2026-10-31', dueOn: '2026-11-10', closingMinor: -900 })
      books.statement({ account, closedOn: '2026-11-23', dueOn: '2026-12-10', closingMinor: 0 })
      books.card({ account: books.account({ kind: 'bank' }) })
    })
    expect((await overview()).needs).toEqual([])
  })

  test('are statements due, soonest first, only the newest of each card, until a week after the day', async () => {
    const { soon, later, card } = await keepBooks(store, (books) => {
      const [first, second, third] = [books.account({ issuer: 'Chase', digits: '0420' }), books.account(), books.account()]
      const holder = books.person('Ada')
      const card = books.card({ account: first, digits: '0420', holder })
      books.card({ account: second, nickname: 'Travel', holder })
      books.card({ account: third, holder })
      books.statement({ account: first, closedOn: '2026-10-31', dueOn: '2026-11-25', closingMinor: -1 })
      const later = books.statement({ account: first, closedOn: '2026-11-20', dueOn: '2026-12-15', closingMinor: -431_000, minimumDueMinor: 3_500 })
      const soon = books.statement({ account: second, closedOn: '2026-10-20', dueOn: '2026-11-17', closingMinor: -120_418 })
      books.statement({ account: third, closedOn: '2026-10-20', dueOn: '2026-11-16', closingMinor: -5 })
      return { soon, later, card }
    })
    const due = (statementId: number) => expect.objectContaining({ kind: 'statement-due', statementId })
    expect((await overview()).needs).toEqual([due(soon), due(later)])
    expect((await overview([card])).needs).toEqual([{ kind: 'statement-due', statementId: later, cardName: 'Chase ··0420', dueOn: '2026-12-15', minimumMinor: 3_500, balanceMinor: -431_000, currency: 'USD' }])
  })

  test('are cards without a holder and posted charges without a category', async () => {
    const { nobody, uncategorised } = await keepBooks(store, (books) => {
      const [held, nobody] = [books.card({ holder: books.person('Ada') }), books.card()]
      books.charge({ card: held, on: '2026-11-02', minor: -5 })
      books.charge({ card: held, on: '2026-09-02', minor: -5 })
      books.charge({ card: nobody, on: '2026-11-02', minor: -5, pending: true })
      return { held, nobody, uncategorised: books.category('uncategorised') }
    })
    expect((await overview()).needs).toEqual([
      { kind: 'cards-without-holder', count: 1, cardIds: [nobody] },
      { kind: 'uncategorised', count: 2, categoryId: uncategorised },
    ])
    expect((await overview([nobody])).needs).toEqual([{ kind: 'cards-without-holder', count: 1, cardIds: [nobody] }])
  })
})

import { beforeEach, expect, test } from 'vitest'
import { statementsHandlers } from '#engine/statements/statements.handlers.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore } from '#tests/support/store.ts'

let store: Store

beforeEach(async () => {
  ;({ store } = await openTestStore())
})

const list = (cardIds: readonly number[] | null = null) => callQuery(store, 'statements', 'list', statementsHandlers, { scope: { cardIds: cardIds === null ? null : [...cardIds] } })
const chargesOf = async (statementId: number) =>
  (await callQuery(store, 'transactions', 'list', transactionsHandlers, { filter: { statementId }, sort: 'oldest', cursor: null, limit: 50 })).rows.map((row) => row.postedOn)

test('a statement is held against the posted charges of its account in its days', async () => {
  const { other } = await keepBooks(store, (books) => {
    const account = books.account()
    const [card, sister, other] = [books.card({ account }), books.card({ account }), books.card()]
    books.charge({ card, on: '2026-09-30', minor: -1 })
    books.charge({ card, on: '2026-10-01', minor: -1_000 })
    books.charge({ card: sister, on: '2026-10-31', minor: -2_000 })
    books.charge({ card, on: '2026-10-15', minor: 500, type: 'payment' })
    books.charge({ card, on: '2026-10-16', minor: -7, pending: true })
    books.charge({ card, on: '2026-10-17', minor: -9, currency: 'EUR' })
    books.charge({ card, on: '2026-11-01', minor: -3 })
    books.charge({ card: other, on: '2026-10-10', minor: -4_000 })
    books.statement({ account, openedOn: '2026-10-01', closedOn: '2026-10-31', openingMinor: -10_000, closingMinor: -12_500 })
    return { other }
  })
  const [statement, ...more] = await list()
  expect(more).toEqual([])
  expect(statement).toMatchObject({ transactions: 3, transactionsMinor: -2_500, differenceMinor: 0 })
  expect(await list([other])).toEqual([])
})

test('says by how much it does not reconcile, and nothing when there is nothing to compare', async () => {
  await keepBooks(store, (books) => {
    const account = books.account()
    books.charge({ card: books.card({ account }), on: '2026-10-01', minor: -1_000 })
    books.statement({ account, openedOn: '2026-10-01', closedOn: '2026-10-31', openingMinor: -500, closingMinor: -1_600 })
    books.statement({ account: books.account(), openedOn: '2026-09-01', closedOn: '2026-09-30', openingMinor: null, closingMinor: -5 })
    books.statement({ account: books.account(), openedOn: null, closedOn: '2026-08-31', openingMinor: -5, closingMinor: -5 })
  })
  expect((await list()).map((statement) => [statement.closedOn, statement.differenceMinor])).toEqual([['2026-10-31', 100], ['2026-09-30', null], ['2026-08-31', null]])
})

test('a charge on the day where one statement closes and the next opens is on the first alone', async () => {
  const [september, october, november] = await keepBooks(store, (books) => {
    const account = books.account()
    const card = books.card({ account })
    for (const on of ['2026-09-15', '2026-09-30', '2026-10-01', '2026-10-31', '2026-11-05']) books.charge({ card, on, minor: -100 })
    return [
      books.statement({ account, openedOn: '2026-09-01', closedOn: '2026-09-30', openingMinor: 0, closingMinor: -200 }),
      books.statement({ account, openedOn: '2026-09-30', closedOn: '2026-10-31', openingMinor: -200, closingMinor: -400 }),
      // This one does not say when it opened: the day after the last one closed.
      books.statement({ account, closedOn: '2026-11-30', openingMinor: -400, closingMinor: -500 }),
    ]
  })
  expect((await list()).map((statement) => statement.differenceMinor)).toEqual([0, 0, 0])
  expect([await chargesOf(september!), await chargesOf(october!), await chargesOf(november!)]).toEqual([['2026-09-15', '2026-09-30'], ['2026-10-01', '2026-10-31'], ['2026-11-05']])
  await expectAppError(chargesOf(999), 'not-found', { kind: 'statement' })
})

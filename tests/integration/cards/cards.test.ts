import { beforeEach, describe, expect, test } from 'vitest'
import { createCardsHandlers } from '#engine/cards/cards.handlers.ts'
import { createEmployeesHandlers } from '#engine/employees/employees.handlers.ts'
import type { InputOf } from '#shared/rpc/define.ts'
import type { cardsContract } from '#shared/rpc/contract/cards.contract.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks, type BookKeeper } from '#tests/support/books.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore } from '#tests/support/store.ts'

let store: Store
const cardsHandlers = createCardsHandlers({ outboxGrew: () => {} })
const employeesHandlers = createEmployeesHandlers({ outboxGrew: () => {} })

beforeEach(async () => {
  ;({ store } = await openTestStore())
})

const list = () => callQuery(store, 'cards', 'list', cardsHandlers, {})
const people = () => callQuery(store, 'employees', 'list', employeesHandlers, {})
const assign = (input: InputOf<(typeof cardsContract)['assign']>) => callCommand(store, 'cards', 'assign', cardsHandlers, input)

function twoPeople(books: BookKeeper) {
  const importId = books.import()
  const [zoe, ada] = [books.person('Zoë Varga', importId), books.person('Ada Lindqvist')]
  const account = books.account({ issuer: 'Chase' })
  return {
    zoe, ada,
    late: books.card({ account, digits: '9001', holder: zoe, importId }),
    second: books.card({ account, digits: '0420', holder: ada }),
    first: books.card({ account, digits: '0077', holder: ada, nickname: 'Travel' }),
    nobody: books.card({ account, digits: '0001' }),
    nameless: books.card({ account: books.account({ issuer: null, label: 'Account of june.csv' }) }),
  }
}

describe('cards', () => {
  test('come in the order of the switcher, each by its name', async () => {
    await keepBooks(store, twoPeople)
    expect((await list()).map((card) => [card.name, card.cardholder?.name ?? null])).toEqual([
      ['Travel', 'Ada Lindqvist'], ['Chase ··0420', 'Ada Lindqvist'], ['Chase ··9001', 'Zoë Varga'], ['Account of june.csv', null], ['Chase ··0001', null],
    ])
  })

  test('say how many charges they have, from when to when, pending ones too, and the spend of the newest month with any', async () => {
    const { first, second } = await keepBooks(store, (books) => {
      const cards = twoPeople(books)
      books.charge({ card: cards.first, on: '2026-09-05', minor: -1_000 })
      books.charge({ card: cards.first, on: '2026-10-05', minor: -2_000 })
      books.charge({ card: cards.first, on: '2026-10-06', minor: 500, type: 'refund' })
      books.charge({ card: cards.first, on: '2026-10-07', minor: -900, currency: 'EUR' })
      books.charge({ card: cards.first, on: '2026-11-01', minor: 9_999, type: 'payment' })
      books.charge({ card: cards.first, on: '2026-11-09', minor: -777, pending: true })
      return cards
    })
    const cards = new Map((await list()).map((card) => [card.id, card]))
    expect(cards.get(first)).toMatchObject({ transactions: 6, firstOn: '2026-09-05', lastOn: '2026-11-09', latestMonthSpend: [{ minor: 1_500, currency: 'USD' }, { minor: 900, currency: 'EUR' }] })
    expect(cards.get(second)).toMatchObject({ transactions: 0, firstOn: null, lastOn: null, latestMonthSpend: [] })
  })
})

describe('assigning a card', () => {
  test('to somebody known moves what it spent with it, and keeps card, account and person when the import is undone', async () => {
    const { zoe, nobody, late } = await keepBooks(store, (books) => {
      const cards = twoPeople(books)
      books.charge({ card: cards.nobody, on: '2026-10-05', minor: -2_000 })
      return cards
    })
    const { output, topics, audit } = await assign({ cardId: nobody, holder: { kind: 'existing', cardholderId: zoe } })
    expect(output.cardholder).toEqual({ id: zoe, name: 'Zoë Varga' })
    expect(topics).toEqual(['cards', 'employees', 'transactions'])
    expect(audit).toEqual({ cardId: nobody, cardholderId: zoe, newHolder: false })
    expect((await people()).find((person) => person.id === zoe)).toMatchObject({ lastOn: '2026-10-05', latestMonthSpend: [{ minor: 2_000, currency: 'USD' }] })
    await assign({ cardId: late, holder: { kind: 'none' } })
    const owned = await store.read.selectFrom('cards').select('id').where('import_id', 'is not', null).execute()
    expect([owned, (await store.read.selectFrom('cardholders').select('import_id').where('id', '=', zoe).executeTakeFirstOrThrow()).import_id]).toEqual([[], null])
  })

  test('to somebody new makes that person', async () => {
    const { nobody } = await keepBooks(store, twoPeople)
    const { output, audit } = await assign({ cardId: nobody, holder: { kind: 'new', name: ' Ben Marlowe ' } })
    expect(output.cardholder?.name).toBe('Ben Marlowe')
    expect(audit).toMatchObject({ newHolder: true })
    expect((await people()).find((person) => person.name === 'Ben Marlowe')).toMatchObject({ origin: 'person', cards: [{ id: nobody, name: 'Chase ··0001', lastDigits: '0001' }] })
  })

  test('to nobody takes the holder away', async () => {
    const { first } = await keepBooks(store, twoPeople)
    expect((await assign({ cardId: first, holder: { kind: 'none' } })).output.cardholder).toBeNull()
  })

  test('is refused for a name that somebody has, a person or a card that is not there', async () => {
    const { nobody } = await keepBooks(store, twoPeople)
    await expectAppError(assign({ cardId: nobody, holder: { kind: 'new', name: 'ZOE  VARGA' } }), 'validation.failed', { field: 'name' })
    await expectAppError(assign({ cardId: nobody, holder: { kind: 'existing', cardholderId: 999 } }), 'not-found', { kind: 'cardholder' })
    await expectAppError(assign({ cardId: 999, holder: { kind: 'new', name: 'Somebody Else' } }), 'not-found', { kind: 'card' })
    // Nothing is left of the attempt that failed half-way.
    expect((await people()).map((person) => person.name)).toEqual(['Ada Lindqvist', 'Zoë Varga'])
  })
})

test('a nickname is the card’s name until it is cleared', async () => {
  const { late } = await keepBooks(store, twoPeople)
  const rename = (nickname: string | null) => callCommand(store, 'cards', 'rename', cardsHandlers, { cardId: late, nickname })
  expect((await rename('Office')).output).toMatchObject({ name: 'Office', nickname: 'Office' })
  expect(await rename(null)).toMatchObject({ output: { name: 'Chase ··9001', nickname: null }, audit: { cardId: late, cleared: true }, topics: ['cards', 'employees'] })
  await expectAppError(callCommand(store, 'cards', 'rename', cardsHandlers, { cardId: 999, nickname: 'x' }), 'not-found', { kind: 'card' })
})

describe('people', () => {
  test('have the spend of the newest month that the books have, even when it is not theirs', async () => {
    await keepBooks(store, (books) => {
      const { first, late } = twoPeople(books)
      books.charge({ card: first, on: '2026-10-30', minor: -100 })
      books.charge({ card: late, on: '2026-11-02', minor: -300 })
    })
    expect((await people()).map((person) => [person.name, person.lastOn, person.latestMonthSpend])).toEqual([
      ['Ada Lindqvist', '2026-10-30', []], ['Zoë Varga', '2026-11-02', [{ minor: 300, currency: 'USD' }]],
    ])
  })

  test('can be made and renamed, but not to a name that another has in any spelling', async () => {
    const { zoe } = await keepBooks(store, twoPeople)
    const rename = (name: string) => callCommand(store, 'employees', 'rename', employeesHandlers, { cardholderId: zoe, name })
    await expectAppError(rename('ada LINDQVIST'), 'validation.failed', { field: 'name' })
    await expectAppError(callCommand(store, 'employees', 'create', employeesHandlers, { name: 'Zoe Varga' }), 'validation.failed', { field: 'name' })
    await expectAppError(callCommand(store, 'employees', 'create', employeesHandlers, { name: '…' }), 'validation.failed', { field: 'name' })
    // One's own name in another spelling is no clash.
    expect(await rename('Zoe Varga')).toMatchObject({ output: { name: 'Zoe Varga' }, topics: ['employees', 'cards', 'transactions'] })
    await expectAppError(callCommand(store, 'employees', 'rename', employeesHandlers, { cardholderId: 999, name: 'N. N.' }), 'not-found', { kind: 'cardholder' })
  })
})

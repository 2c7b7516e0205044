import { beforeEach, describe, expect, test } from 'vitest'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import type { InputOf } from '#shared/rpc/define.ts'
import type { transactionsContract } from '#shared/rpc/contract/transactions.contract.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

interface Fixture {
  readonly card: number
  readonly coffee: readonly [number, number, number]
  readonly fuel: number
  readonly dining: number
  readonly office: number
  readonly uncategorised: number
}

let store: Store
let fixture: Fixture

beforeEach(async () => {
  ;({ store } = await openTestStore())
  fixture = await keepBooks(store, (books) => {
    const card = books.card({ holder: books.person('Ada Lindqvist'), digits: '71002' })
    const coffee = (minor: number) => books.charge({ card, on: '2026-11-02', minor, merchant: 'Blue Heron Coffee', mcc: '5814' })
    return {
      card,
      coffee: [coffee(-450), coffee(-500), coffee(-600)],
      fuel: books.charge({ card, on: '2026-11-03', minor: -9_000, merchant: 'Summit Fuel', mcc: '5541' }),
      dining: books.category('dining'),
      office: books.category('office'),
      uncategorised: books.category('uncategorised'),
    }
  })
})

const get = (id: number) => callQuery(store, 'transactions', 'get', transactionsHandlers, { id })
const setCategory = (input: InputOf<(typeof transactionsContract)['setCategory']>) => callCommand(store, 'transactions', 'setCategory', transactionsHandlers, input)
const rolledUp = async (categoryId: number) =>
  (await store.read.selectFrom('monthly_spend').select('spend_minor').where('category_id', '=', categoryId).executeTakeFirst())?.spend_minor ?? 0

describe('one charge', () => {
  test('is shown with every file row behind it, the newest import first', async () => {
    const id = await keepBooks(store, (books) => {
      const older = books.import(['october.ofx'], TEST_NOW - 1_000)
      const newer = books.import(['november.csv'], TEST_NOW)
      const charge = books.charge({ card: fixture.card, on: '2026-10-30', minor: -1_204, merchant: 'Harbor Grill', mcc: '5812', memo: 'client lunch', reference: 'R1', importId: older })
      books.source(charge, older, 12, { TRNAMT: '-12.04', NAME: 'HARBOR GRILL' })
      books.source(charge, newer, 3, { Amount: '12.04' })
      return charge
    })
    expect(await get(id)).toMatchObject({
      merchant: 'Harbor Grill', memo: 'client lunch', reference: 'R1', cardLastDigits: '71002', cardholderName: 'Ada Lindqvist', categoryName: 'Restaurants', categorySource: 'mcc', mcc: '5812',
      mccLabel: expect.stringMatching(/./), original: null,
      sources: [
        { file: 'november.csv', line: 3, raw: [{ field: 'Amount', value: '12.04' }] },
        { file: 'october.ofx', format: 'OFX 1 (SGML)', line: 12, raw: [{ field: 'TRNAMT', value: '-12.04' }, { field: 'NAME', value: 'HARBOR GRILL' }] },
      ],
    })
  })
})

describe('categories', () => {
  test('come by name, the one for everything unknown last', async () => {
    await callCommand(store, 'transactions', 'createCategory', transactionsHandlers, { name: 'Aardvarks' })
    const categories = await callQuery(store, 'transactions', 'categories', transactionsHandlers, {})
    expect(categories.at(0)).toMatchObject({ name: 'Aardvarks', builtIn: false })
    expect(categories.at(-1)).toMatchObject({ key: 'uncategorised', builtIn: true })
    const names = categories.slice(0, -1).map((category) => category.name)
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')))
  })

  test('of a name that exists in any spelling are refused', async () => {
    const create = (name: string) => callCommand(store, 'transactions', 'createCategory', transactionsHandlers, { name })
    const made = await create('Café  visits')
    expect(made).toMatchObject({ topics: ['categories'], audit: { categoryId: made.output.id }, output: { name: 'Café  visits' } })
    await expectAppError(create('CAFE VISITS!'), 'validation.failed', { field: 'name' })
    await expectAppError(create('office supplies'), 'validation.failed', { field: 'name' })
    await expectAppError(create('***'), 'validation.failed', { field: 'name' })
  })
})

describe('setting a category', () => {
  test('by hand changes those charges, their roll-up, and says so', async () => {
    const [first, second] = fixture.coffee
    const { output, topics, audit } = await setCategory({ ids: [first, second, first], categoryId: fixture.office, wholeMerchant: false })
    expect(output).toEqual({ changed: 2 })
    expect(topics).toEqual(['transactions'])
    expect(audit).toEqual({ categoryId: fixture.office, transactions: 3, wholeMerchant: false, changed: 2 })
    expect(await get(first)).toMatchObject({ categoryId: fixture.office, categorySource: 'person' })
    expect(await get(fixture.coffee[2])).toMatchObject({ categoryId: fixture.dining, categorySource: 'mcc' })
    expect([await rolledUp(fixture.office), await rolledUp(fixture.dining)]).toEqual([950, 600])
  })

  test('that a charge has already still makes it the person’s own', async () => {
    const { output } = await setCategory({ ids: [fixture.fuel], categoryId: (await get(fixture.fuel)).categoryId, wholeMerchant: false })
    expect(output).toEqual({ changed: 0 })
    expect((await get(fixture.fuel)).categorySource).toBe('person')
  })

  test('for the whole merchant takes its other charges along, but not those set by hand one by one', async () => {
    const [first, second, third] = fixture.coffee
    await setCategory({ ids: [third], categoryId: fixture.uncategorised, wholeMerchant: false })
    const { output } = await setCategory({ ids: [first], categoryId: fixture.office, wholeMerchant: true })
    expect(output).toEqual({ changed: 2 })
    expect(await get(second)).toMatchObject({ categoryId: fixture.office, categorySource: 'merchant' })
    expect(await get(third)).toMatchObject({ categoryId: fixture.uncategorised, categorySource: 'person' })
    expect((await get(fixture.fuel)).categoryId).not.toBe(fixture.office)
    const merchants = await store.read.selectFrom('merchants').select(['name', 'category_id']).orderBy('name').execute()
    expect(merchants).toEqual([{ name: 'Blue Heron Coffee', category_id: fixture.office }, { name: 'Summit Fuel', category_id: null }])
  })

  test('of something that is not there changes nothing', async () => {
    await expectAppError(setCategory({ ids: [fixture.fuel], categoryId: 9_999, wholeMerchant: false }), 'not-found', { kind: 'category' })
    await expectAppError(setCategory({ ids: [fixture.fuel, 99_999], categoryId: fixture.office, wholeMerchant: true }), 'not-found', { kind: 'transaction' })
    expect(await get(fixture.fuel)).toMatchObject({ categorySource: 'mcc' })
  })
})

describe('a note', () => {
  const setNote = (id: number, note: string | null) => callCommand(store, 'transactions', 'setNote', transactionsHandlers, { id, note })
  const find = async (text: string) => (await callQuery(store, 'transactions', 'list', transactionsHandlers, { filter: { text }, sort: 'newest', cursor: null, limit: 10 })).rows.map((row) => row.id)

  test('is kept, found by its words, and found no more once cleared', async () => {
    const { output, topics, audit } = await setNote(fixture.fuel, '  Tank for the Oslo trip ')
    expect(output.note).toBe('Tank for the Oslo trip')
    expect(topics).toEqual(['transactions'])
    expect(audit).toEqual({ transactionId: fixture.fuel, cleared: false })
    expect(await find('oslo')).toEqual([fixture.fuel])
    await setNote(fixture.fuel, null)
    expect(await find('oslo')).toEqual([])
    expect(await find('summit')).toEqual([fixture.fuel])
    await expectAppError(setNote(99_999, 'x'), 'not-found', { kind: 'transaction' })
    await expectAppError(get(99_999), 'not-found', { kind: 'transaction' })
  })
})

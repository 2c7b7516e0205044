import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import type { TransactionFilter, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import { listTransactions } from '#engine/transactions/transactions.queries.ts'
import { summariseTransactions } from '#engine/transactions/transaction-summary.queries.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks, randomFrom, type BookKeeper } from '#tests/support/books.ts'
import { callQuery } from '#tests/support/calls.ts'
import { openTestStore } from '#tests/support/store.ts'
import { naiveList, spendOf, type PlainCharge } from './naive-list.ts'

const SORTS = ['newest', 'oldest', 'largest', 'smallest'] as const
const TYPES = ['charge', 'payment', 'refund', 'fee', 'interest', 'cash', 'other'] as const
const MERCHANTS = ['Blue Heron Coffee', 'Café Zoë', "Nan's \"Best\" Pies", '100% Wool_Shop', 'QX', 'Harbor Grill 412'] as const
const MEMOS = [null, 'client lunch', 'résumé print', 'a_b 50% off', 'it"s'] as const
const CATEGORIES = ['dining', 'fuel', 'office', 'uncategorised'] as const
const DAYS = ['2026-09-30', '2026-10-01', '2026-10-15', '2026-10-31', '2026-11-01', '2026-11-20'] as const
// Few different amounts, so that every order has ties.
const AMOUNTS = [0, 1, 412, 41_210, 412_100, 100_000, 1_204] as const
const WORDS = [
  'coffee', 'heron', 'cafe', 'CAFÉ', 'zoe', 'nan', "nan's", '"best"', '"', "'", '100%', '%', '_', 'wool_shop', 'qx', 'q', 'harbor', '412', '412.10', '$412.1', '0', '12.04', '1.000', 'lunch', 'resume', 'a_b',
  '50%', 'it"s', 'ada', 'lind', 'o’neil', 'neil', 'REF-7', 'OR', 'NOT', 'AND', 'NEAR', '*', 'merchant:', 'co', '-', 'nowhere', 'é',
] as const

interface Fixture {
  readonly store: Store
  readonly charges: readonly PlainCharge[]
  readonly cards: readonly number[]
  readonly holders: readonly number[]
  readonly categories: readonly number[]
  readonly imports: readonly number[]
}

let fixture: Fixture

beforeEach(async () => {
  const { store } = await openTestStore()
  fixture = { store, ...(await keepBooks(store, (books) => writeFixture(books, 7))) }
})

function writeFixture(books: BookKeeper, seed: number): Omit<Fixture, 'store'> {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const people = ['Ada Lindqvist', "Sean O'Neil"].map((name) => ({ id: books.person(name), name }))
  const cards = [people[0], people[1], people[1], undefined].map((holder) => ({ holder: holder ?? null, id: books.card({ holder: holder?.id ?? null }) }))
  const imports = [books.import(), books.import()]
  const charges = Array.from({ length: 400 }, (_, index): PlainCharge => {
    const card = pick(cards)
    const category = pick(CATEGORIES)
    const merchant = pick(MERCHANTS)
    const rest = {
      on: pick(DAYS), minor: pick(AMOUNTS) * (random() < 0.7 ? -1 : 1), currency: pick(['USD', 'USD', 'JPY', 'KWD'] as const), type: pick(TYPES), pending: random() < 0.1, importId: pick(imports),
      memo: pick(MEMOS), note: random() < 0.1 ? 'ask Ada' : null, reference: random() < 0.5 ? `REF-${index % 9}` : null, descriptor: `${merchant.toUpperCase()} ${index % 5}`,
    }
    const id = books.charge({ ...rest, card: card.id, category, merchant })
    return { ...rest, id, card: card.id, holder: card.holder, category: books.category(category), merchant }
  })
  return { charges, cards: cards.map((card) => card.id), holders: people.map((person) => person.id), categories: CATEGORIES.map((key) => books.category(key)), imports }
}

// Limits under which each way of finding a page is taken, however few charges there are.
const limitsOfAnyWay = fc.record({ fewRows: fc.constantFrom(0, 20, 1_000), fewEntries: fc.constantFrom(0, 100, 7_000), mostMerged: fc.constantFrom(0, 1, 8), window: fc.constantFrom(0, 30, 150, 4_000) })

function list(filter: TransactionFilter, sort: TransactionSort, cursor: string | null = null, limit = 500) {
  return callQuery(fixture.store, 'transactions', 'list', transactionsHandlers, { filter, sort, cursor, limit })
}

async function walk(filter: TransactionFilter, sort: TransactionSort, limit: number): Promise<readonly number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(filter, sort, cursor, limit)
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    if (page.nextCursor !== null) expect(page.rows).toHaveLength(limit)
    ids.push(...page.rows.map((row) => row.id))
    cursor = page.nextCursor
  } while (cursor !== null)
  return ids
}

const day = fc.constantFrom(...DAYS, '2026-01-01', '2027-01-01')
const magnitude = fc.constantFrom(0, 1, 411, 412, 41_210, 500_000)
const sort = fc.constantFrom(...SORTS)
const filters = () =>
  fc.record(
    {
      cardIds: fc.subarray([...fixture.cards, 99_999]),
      cardholderIds: fc.subarray([...fixture.holders, null, 88_888]),
      categoryIds: fc.subarray([...fixture.categories]),
      importId: fc.constantFrom(...fixture.imports),
      from: day,
      to: day,
      minMagnitude: magnitude,
      maxMagnitude: magnitude,
      types: fc.subarray([...TYPES]),
      pending: fc.boolean(),
      text: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join('  ')),
    },
    { requiredKeys: [] },
  )

describe('every filter under every sort', () => {
  test('finds what a plain array filter finds, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(filters(), sort, async (filter, order) => {
        const { rows } = await list(filter, order)
        expect(rows.map((row) => row.id)).toEqual(naiveList(fixture.charges, filter, order))
      }),
      { numRuns: 200 },
    )
  })

  test('finds it by every way there is, from any place on', async () => {
    await fc.assert(
      fc.asyncProperty(filters(), sort, limitsOfAnyWay, fc.integer({ min: 1, max: 40 }), async (filter, order, limits, limit) => {
        const first = await listTransactions(fixture.store.read, { filter, sort: order, cursor: null, limit }, limits)
        const rest = first.nextCursor === null ? [] : (await listTransactions(fixture.store.read, { filter, sort: order, cursor: first.nextCursor, limit: 500 }, limits)).rows
        expect([...first.rows, ...rest].map((row) => row.id)).toEqual(naiveList(fixture.charges, filter, order))
      }),
      { numRuns: 400 },
    )
  })

  test('finds each kind of word alone, whatever it is made of', async () => {
    for (const text of WORDS) {
      const { rows } = await list({ text }, 'newest')
      expect({ text, ids: rows.map((row) => row.id) }).toEqual({ text, ids: naiveList(fixture.charges, { text }, 'newest') })
    }
  })

  test('counts and sums exactly what it finds', async () => {
    await fc.assert(
      fc.asyncProperty(filters(), limitsOfAnyWay, async (filter, limits) => {
        const summary = await summariseTransactions(fixture.store.read, filter, limits)
        const found = new Set(naiveList(fixture.charges, filter, 'newest'))
        const charges = fixture.charges.filter((charge) => found.has(charge.id))
        const sums = (value: (charge: PlainCharge) => number) =>
          Object.fromEntries(Object.entries(Object.groupBy(charges, (charge) => charge.currency)).map(([currency, list]) => [currency, list.reduce((sum, charge) => sum + value(charge), 0)]).filter(([, sum]) => sum !== 0))
        const days = charges.map((charge) => charge.on).toSorted()
        expect(summary.count).toBe(charges.length)
        expect([summary.firstOn, summary.lastOn]).toEqual([days.at(0) ?? null, days.at(-1) ?? null])
        expect(Object.fromEntries(summary.spend.map(({ currency, minor }) => [currency, minor]))).toEqual(sums(spendOf))
        expect(Object.fromEntries(summary.payments.map(({ currency, minor }) => [currency, minor]))).toEqual(sums((charge) => (charge.type === 'payment' ? charge.minor : 0)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('paging', () => {
  test('visits every charge exactly once under every order, ties included', async () => {
    for (const order of SORTS) {
      for (const limit of [1, 7, 50, 399, 400]) expect(await walk({}, order, limit)).toEqual(naiveList(fixture.charges, {}, order))
    }
  })

  test('visits everything that a filter finds exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(filters(), sort, fc.integer({ min: 3, max: 60 }), async (filter, order, limit) => {
        expect(await walk(filter, order, limit)).toEqual(naiveList(fixture.charges, filter, order))
      }),
      { numRuns: 60 },
    )
  })

  test('does not show a charge twice, nor miss one, when others come in between two pages', async () => {
    const first = await list({}, 'newest', null, 100)
    await keepBooks(fixture.store, (books) => books.charge({ card: fixture.cards[0] as number, on: '2026-12-01', minor: -5 }))
    const rest = await list({}, 'newest', first.nextCursor, 500)
    expect([...first.rows, ...rest.rows].map((row) => row.id)).toEqual(naiveList(fixture.charges, {}, 'newest'))
  })
})

describe('a cursor that this list did not hand out', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const garbage = [
    '', 'x', '%%%', encode(null), encode({}), encode([]), encode(['newest']), encode(['newest', '2026-11-01', 'x']), encode(['newest', '2026-02-31', 1]), encode(['newest', 5, 1]),
    encode(['newest', "' OR 1=1 --", 1]), encode(['oldest', '2026-11-01', 1]), encode(['newest', '2026-11-01', -1]), encode(['newest', '2026-11-01', 1.5]), encode(['newest', '2026-11-01', 1, 2]),
  ]
  test('is refused', async () => {
    for (const cursor of garbage) {
      const error = await list({}, 'newest', cursor).then(() => cursor, (thrown: unknown) => thrown)
      expect(AppError.is(error, 'validation.failed') && error.details.field, cursor).toBe('cursor')
    }
  })

  test('is refused when it was made for another order', async () => {
    const { nextCursor } = await list({}, 'largest', null, 5)
    await expect(list({}, 'smallest', nextCursor)).rejects.toSatisfy((error: unknown) => AppError.is(error, 'validation.failed'))
  })
})

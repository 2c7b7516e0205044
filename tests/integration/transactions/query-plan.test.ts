import { beforeEach, describe, expect, test } from 'vitest'
import type { TransactionFilter, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { PLAN_LIMITS } from '#engine/transactions/page-plan.queries.ts'
import { pageSql } from '#engine/transactions/transactions.queries.ts'
import { fillBooks, type Books } from '#tests/support/books.ts'
import { explain, secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, type TestStore } from '#tests/support/store.ts'

// As few charges are enough as make every "few" of these limits too many: the plan is then that of a large business.
const LIMITS = { ...PLAN_LIMITS, fewRows: 10, fewEntries: 50 }

let testStore: TestStore
let books: Books

beforeEach(async () => {
  testStore = await openTestStore()
  books = await fillBooks(testStore.store, { transactions: 3_000, cards: 12, people: 5, merchants: 60 })
})

async function plan(filter: TransactionFilter, sort: TransactionSort, cursor: string | null = null): Promise<string> {
  const db = testStore.store.read
  return explain(secondConnection(testStore), await pageSql(db, { filter, sort, cursor, limit: 20 }, LIMITS))
}

function cursorOf(sort: TransactionSort, key: string | number): string {
  return Buffer.from(JSON.stringify([sort, key, 1_500])).toString('base64url')
}

/** Steps that look for the charges of the page, before those of one page are read. */
function findsBy(steps: string): readonly string[] {
  return steps.split('\n').filter((step) => /^(?:SCAN|SEARCH) t /.test(step) && !step.includes('INTEGER PRIMARY KEY'))
}

describe('a page is found in an index alone', () => {
  test('by day from any place on', async () => {
    expect(findsBy(await plan({}, 'newest'))).toEqual(['SCAN t USING COVERING INDEX transactions_by_date'])
    expect(findsBy(await plan({}, 'newest', cursorOf('newest', '2026-05-01')))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_date (posted_on<?)'])
    expect(findsBy(await plan({}, 'oldest', cursorOf('oldest', '2026-05-01')))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_date (posted_on>?)'])
    expect(findsBy(await plan({ from: '2026-03-01', to: '2026-04-30' }, 'newest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_date (posted_on>? AND posted_on<?)'])
  })

  test('by amount from any place on', async () => {
    expect(findsBy(await plan({}, 'largest'))).toEqual(['SCAN t USING COVERING INDEX transactions_by_magnitude'])
    expect(findsBy(await plan({}, 'largest', cursorOf('largest', 5_000)))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_magnitude (<expr><?)'])
    expect(findsBy(await plan({ minMagnitude: 100_000 }, 'smallest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_magnitude (<expr>>? AND <expr><?)'])
  })

  test('of one card and of several', async () => {
    const [first, second, third] = books.cards
    expect(findsBy(await plan({ cardIds: [first!] }, 'newest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_card (card_id=?)'])
    expect(findsBy(await plan({ cardIds: [first!], from: '2026-03-01' }, 'oldest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_card (card_id=? AND posted_on>?)'])
    expect(findsBy(await plan({ cardIds: [first!, second!, third!] }, 'newest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_card (card_id=?)'])
  })

  test('of one category, and of one with other conditions', async () => {
    const { id } = await testStore.store.read.selectFrom('categories').select('id').where('key', '=', 'dining').executeTakeFirstOrThrow()
    expect(findsBy(await plan({ categoryIds: [id] }, 'newest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_category (category_id=?)'])
    expect(findsBy(await plan({ categoryIds: [id], types: ['fee'], pending: false, maxMagnitude: 500 }, 'newest'))).toEqual(['SEARCH t USING COVERING INDEX transactions_by_category (category_id=?)'])
  })

  test('without sorting more than one page', async () => {
    // The one sort is that of the page's own rows, after they are read.
    for (const sort of ['newest', 'oldest', 'largest', 'smallest'] as const) {
      expect((await plan({ types: ['charge'] }, sort)).match(/TEMP B-TREE/g)).toHaveLength(1)
      expect((await plan({ cardIds: [books.cards[0]!] }, sort)).match(/TEMP B-TREE/g)).toHaveLength(1)
    }
  })
})

describe('few charges are read by their id', () => {
  test('found by their words', async () => {
    const steps = await plan({ text: 'R000000001' }, 'newest')
    expect(steps).toContain('SCAN transaction_search VIRTUAL TABLE')
    expect(steps).not.toMatch(/^SCAN t /m)
  })

  test('found by their exact amount, and the pending ones', async () => {
    expect(await plan({ minMagnitude: 12_345, maxMagnitude: 12_345 }, 'newest')).toContain('SEARCH t USING COVERING INDEX transactions_by_magnitude (<expr>>? AND <expr><?)')
    const pending = explain(secondConnection(testStore), await pageSql(testStore.store.read, { filter: { pending: true }, sort: 'largest', cursor: null, limit: 20 }))
    expect(pending).toContain('transactions_pending')
    expect(pending).not.toMatch(/^SCAN t /m)
  })
})

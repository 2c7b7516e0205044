import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { categoryOfMcc } from '#shared/domain/category.ts'
import { openStore } from '#engine/db/store.ts'
import { BookKeeper, keepBooks } from '#tests/support/books.ts'
import { secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

describe('0010 initial', () => {
  test('starts a business with its categories and the connection that files belong to', async () => {
    const { store } = await openTestStore()
    const categories = await store.read.selectFrom('categories').selectAll().execute()
    const keys = new Set(categories.map((category) => category.key))
    const guessed = Array.from({ length: 10_000 }, (_, code) => categoryOfMcc(String(code).padStart(4, '0'))).filter((key) => key !== undefined)
    expect([...new Set([...guessed, 'payments', 'fees', 'cash'])].filter((key) => !keys.has(key))).toEqual([])
    expect(categories[0]).toEqual({ id: 1, key: 'uncategorised', name: 'Uncategorised', built_in: 1, created_at: TEST_NOW })
    expect(await store.read.selectFrom('connections').selectAll().execute()).toEqual([{ id: 1, kind: 'files', name: 'Statement files', created_at: TEST_NOW }])
  })

  test('makes every table strict: a text is no amount', async () => {
    const testStore = await openTestStore()
    const sqlite = secondConnection(testStore)
    const loose = sqlite.prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`).pluck().all()
    expect(loose).toEqual([])
    const card = await keepBooks(testStore.store, (books) => books.card())
    const charge = await keepBooks(testStore.store, (books) => books.charge({ card, on: '2026-11-01', minor: -5 }))
    expect(() => sqlite.prepare('UPDATE transactions SET amount_minor = ? WHERE id = ?').run('twelve', charge)).toThrow('cannot store TEXT value in INTEGER column')
    expect(() => sqlite.prepare('UPDATE transactions SET amount_minor = 0.5 WHERE id = ?').run(charge)).toThrow('cannot store REAL value in INTEGER column')
  })

  test('counts as spend what a person would: refunds lower it, payments and credits do not', async () => {
    const { store } = await openTestStore()
    const spend = await store.transaction(async (db, sqlite) => {
      const books = new BookKeeper(sqlite)
      const card = books.card()
      for (const [type, minor] of [['charge', -100], ['refund', 30], ['payment', 500], ['fee', -7], ['interest', -3], ['cash', -40], ['other', -2], ['other', 9], ['charge', 1]] as const) books.charge({ card, on: '2026-11-01', minor, type })
      return db.selectFrom('transactions').select(['type', 'spend_minor', 'payment_minor']).orderBy('id').execute()
    })
    expect(spend.map((row) => [row.type, row.spend_minor, row.payment_minor])).toEqual([
      ['charge', 100, 0], ['refund', -30, 0], ['payment', 0, 500], ['fee', 7, 0], ['interest', 3, 0], ['cash', 40, 0], ['other', 2, 0], ['other', 0, 0], ['charge', -1, 0],
    ])
  })

  test('lets nobody change or remove what the audit says', async () => {
    const testStore = await openTestStore()
    await testStore.store.transaction((db) => db.insertInto('audit').values({ at: TEST_NOW, action: 'x', details: '{}', hash: Buffer.alloc(32) }).execute())
    const sqlite = secondConnection(testStore)
    expect(() => sqlite.exec(`UPDATE audit SET action = 'y'`)).toThrow('audit is append-only')
    expect(() => sqlite.exec('DELETE FROM audit')).toThrow('audit is append-only')
  })

  test('runs once: opening again keeps what is there', async () => {
    const options = { file: join(await temporaryFolder(), 'cardkeep.db'), key: Buffer.alloc(32, 7), now: TEST_NOW }
    const first = await openStore(options)
    await keepBooks(first, (books) => books.person('Ada Lindqvist'))
    await first.close()
    const again = await openStore({ ...options, now: TEST_NOW + 1 })
    expect(await again.read.selectFrom('cardholders').select('name').execute()).toEqual([{ name: 'Ada Lindqvist' }])
    expect(await again.read.selectFrom('categories').select('created_at').distinct().execute()).toEqual([{ created_at: TEST_NOW }])
    await again.close()
  })
})

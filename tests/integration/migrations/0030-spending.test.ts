import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '#engine/db/migrations/index.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { sqlText } from '#engine/db/sql-text.ts'
import { openStore } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { explain, secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

describe('0030 spending', () => {
  test('comes over a database that has a history, which is then found by card and by person', async () => {
    const [file, key] = [join(await temporaryFolder(), 'cardkeep.db'), Buffer.alloc(32, 7)]
    const before = openSqlite({ file, key })
    await migrate(before, new Kysely<unknown>({ dialect: new SqliteDialect({ database: before }) }), TEST_NOW, MIGRATIONS.filter(({ version }) => version < 30))
    const entry = before.prepare(`INSERT INTO audit (at, action, details, hash) VALUES (1, ?, ?, zeroblob(32))`)
    for (const [action, details] of [['cards.rename', { cardId: 7 }], ['employees.rename', { cardholderId: 7 }], ['cards.assign', { cardId: 8, cardholderId: 7 }], ['vault.create', {}]] as const) entry.run(action, JSON.stringify(details))
    before.close()
    const store = await openStore({ file, key, now: TEST_NOW })
    const sqlite = openSqlite({ file, key })
    const found = (column: string) => sqlite.prepare<[], string>(`SELECT action FROM audit INDEXED BY ${column === 'cardId' ? 'audit_by_card' : 'audit_by_cardholder'} WHERE json_extract(details, '$.${column}') = 7 ORDER BY id`).pluck().all()
    expect([found('cardId'), found('cardholderId')]).toEqual([['cards.rename'], ['employees.rename', 'cards.assign']])
    sqlite.close()
    await store.close()
  })

  test('finds what limits count in the index alone', async () => {
    const sqlite = secondConnection(await openTestStore())
    const steps = explain(sqlite, sqlText`
      SELECT transacted_at, amount_minor, currency, type, pending, mcc, category_id, transacted_on, posted_on FROM transactions
      WHERE card_id = ${1} AND transacted_at >= ${0} AND type IN ('charge', 'cash', 'refund')`)
    expect(steps).toBe('SEARCH transactions USING COVERING INDEX transactions_by_use (card_id=? AND transacted_at>?)')
  })

  test('lets a limit kept here bind one card or one person, never both or none', async () => {
    const { store } = await openTestStore()
    const [card, person] = await keepBooks(store, (books) => [books.card(), books.person('Ada Lindqvist')] as const)
    const watch = (cardId: number | null, cardholderId: number | null, minor = 100) =>
      store.transaction((db) => db.insertInto('watch_limits').values({ connection_id: 1, card_id: cardId, cardholder_id: cardholderId, amount_minor: minor, currency: 'USD', rules: '{}', raise: null, created_at: TEST_NOW }).execute())
    await watch(card, null)
    await watch(null, person)
    await expect(watch(card, person)).rejects.toThrow('CHECK')
    await expect(watch(null, null)).rejects.toThrow('CHECK')
    await expect(watch(card, null, 0)).rejects.toThrow('CHECK')
  })

  test('drops with a card what was kept for it: its place in groups, its steps, its limits', async () => {
    const { store } = await openTestStore()
    const [card, other] = await keepBooks(store, (books) => [books.card(), books.card()] as const)
    const left = await store.transaction(async (db) => {
      const { id } = await db.insertInto('card_groups').values({ name: 'Vans', match_name: 'vans', created_at: TEST_NOW }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('card_group_members').values([{ group_id: id, card_id: card }, { group_id: id, card_id: other }]).execute()
      await db.insertInto('card_steps').values({ card_id: card, step: 'wallet', done_at: TEST_NOW }).execute()
      await db.insertInto('watch_limits').values({ connection_id: 1, card_id: card, cardholder_id: null, amount_minor: 100, currency: 'USD', rules: '{}', raise: null, created_at: TEST_NOW }).execute()
      await db.deleteFrom('cards').where('id', '=', card).execute()
      return [await db.selectFrom('card_group_members').select('card_id').execute(), await db.selectFrom('card_steps').selectAll().execute(), await db.selectFrom('watch_limits').selectAll().execute()]
    })
    expect(left).toEqual([[{ card_id: other }], [], []])
  })
})

import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '#engine/db/migrations/index.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { sqlText } from '#engine/db/sql-text.ts'
import { openStore, type Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { explain, secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const DRAFT = {
  connection_id: 1, channel: 'letter', external_id: null, origin: 'here', account_id: null, charge: '{}', charge_ref: null, reason: null, amount_minor: 100, currency: 'USD', explanation: '', answers: '[]',
  created_at: TEST_NOW, updated_at: TEST_NOW, sent_at: null, discarded_at: null,
} as const

const draft = (store: Store, change: { readonly transaction_id?: number; readonly amount_minor?: number; readonly external_id?: string } = {}) =>
  store.transaction((db) => db.insertInto('disputes').values({ ...DRAFT, transaction_id: null, ...change }).returning('id').executeTakeFirstOrThrow())

describe('0050 disputes', () => {
  test('comes over a database that has a history', async () => {
    const [file, key] = [join(await temporaryFolder(), 'cardkeep.db'), Buffer.alloc(32, 7)]
    const before = openSqlite({ file, key })
    await migrate(before, new Kysely<unknown>({ dialect: new SqliteDialect({ database: before }) }), TEST_NOW, MIGRATIONS.filter(({ version }) => version < 50))
    before.prepare(`INSERT INTO drafts (key, address, value, kept_at) VALUES ('note:1', '/', 'Paint', 1)`).run()
    before.close()
    const store = await openStore({ file, key, now: TEST_NOW })
    expect(await store.read.selectFrom('drafts').select('value').execute()).toEqual([{ value: 'Paint' }])
    expect(await store.read.selectFrom('disputes').selectAll().execute()).toEqual([])
    await store.close()
  })

  test('keeps a dispute whose charge is taken back, and drops with it only its own files and steps', async () => {
    const { store } = await openTestStore()
    const charge = await keepBooks(store, (books) => books.charge({ card: books.card(), on: '2026-11-02', minor: -100 }))
    const { id } = await draft(store, { transaction_id: charge })
    const file = { kind: 'receipt', external_id: null, file_name: 'a.png', content_type: 'image/png', bytes: 1, sha256: 'x', pages: 1, by: 'you', added_at: 1, content: Buffer.from('a') } as const
    await store.transaction(async (db) => {
      await db.insertInto('dispute_evidence').values({ ...file, dispute_id: id }).execute()
      await db.insertInto('dispute_steps').values({ dispute_id: id, stage: 'submitted', at: 1, note: '', won_minor: null }).execute()
      await db.deleteFrom('transactions').where('id', '=', charge).execute()
    })
    expect(await store.read.selectFrom('disputes').select(['id', 'transaction_id']).execute()).toEqual([{ id, transaction_id: null }])
    await store.transaction((db) => db.deleteFrom('disputes').where('id', '=', id).execute())
    expect([await store.read.selectFrom('dispute_evidence').select('id').execute(), await store.read.selectFrom('dispute_steps').select('id').execute()]).toEqual([[], []])
  })

  test('takes no dispute of nothing, and none of the issuer’s twice', async () => {
    const { store } = await openTestStore()
    await expect(draft(store, { amount_minor: 0 })).rejects.toThrow('CHECK')
    await draft(store, { external_id: 'dsp_1' })
    await expect(draft(store, { external_id: 'dsp_1' })).rejects.toThrow('UNIQUE')
    // Any number has none yet.
    await draft(store)
    await draft(store)
  })

  test('finds what became of a dispute’s changes by index', async () => {
    const sqlite = secondConnection(await openTestStore())
    expect(explain(sqlite, sqlText`SELECT id, payload FROM outbox WHERE subject IN (SELECT value FROM json_each(${'["dispute:1"]'})) ORDER BY id`)).toContain('USING INDEX outbox_by_subject (subject=?)')
  })
})

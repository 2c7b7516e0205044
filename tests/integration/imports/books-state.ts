/** Looks at a whole database: what is in it, and whether what is derived follows from it. */
import { expect } from 'vitest'
import type { Store } from '#engine/db/store.ts'

/** Tables that a taken-back import leaves a mark in on purpose. */
const RECORDS = ['imports', 'import_files'] as const
const TABLES = ['accounts', 'cards', 'cardholders', 'categories', 'connections', 'merchants', 'transactions', 'transaction_sources', 'import_changes', 'import_replaced', 'statements', 'daily_spend', 'monthly_spend', 'outbox'] as const

/** Every row of every table but the audit, ids included. */
export async function dump(store: Store, { records = false } = {}): Promise<Readonly<Record<string, readonly unknown[]>>> {
  return store.transaction(async (_db, sqlite) => {
    const tables = records ? [...TABLES, ...RECORDS] : TABLES
    const content = tables.map((table) => [table, sqlite.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).toSorted()] as const)
    const found = sqlite.prepare(`SELECT rowid FROM transaction_search WHERE transaction_search MATCH '"a" OR "e" OR "coffee" OR "grill" OR "air"' ORDER BY rowid`).raw().all()
    return { ...Object.fromEntries(content), transaction_search: found }
  })
}

/** Roll-ups equal a fresh GROUP BY, every charge can be found by its merchant's name, and no reference hangs. */
export async function expectSound(store: Store): Promise<void> {
  await store.transaction(async (_db, sqlite) => {
    for (const [table, column, value] of [['daily_spend', 'day', 'posted_on'], ['monthly_spend', 'month', 'substr(posted_on, 1, 7)']] as const) {
      const kept = sqlite.prepare(`SELECT card_id, ${column} AS at, category_id, currency, spend_minor, payment_minor, transactions FROM ${table} ORDER BY 1, 2, 3, 4`).all()
      const fresh = sqlite.prepare(`
        SELECT card_id, ${value} AS at, category_id, currency, sum(spend_minor) AS spend_minor, sum(payment_minor) AS payment_minor, count(*) AS transactions
        FROM transactions WHERE pending = 0 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`).all()
      expect(kept, table).toEqual(fresh)
    }
    expect(sqlite.pragma('foreign_key_check')).toEqual([])
    const charges = sqlite.prepare<[], { id: number; name: string }>('SELECT t.id, merchants.name FROM transactions t JOIN merchants ON merchants.id = t.merchant_id ORDER BY t.id LIMIT 20').all()
    const find = sqlite.prepare<[string], number>('SELECT rowid FROM transaction_search WHERE transaction_search MATCH ?').pluck()
    for (const { id, name } of charges) expect(find.all(`"${name.replaceAll('"', '""')}"`), `search finds ${name}`).toContain(id)
    expect(sqlite.prepare('SELECT count(*) FROM transactions t WHERE t.account_id <> (SELECT account_id FROM cards WHERE id = t.card_id)').pluck().get()).toBe(0)
  })
}

export interface StoredCharge {
  readonly id: number
  readonly externalId: string | null
  readonly postedOn: string
  readonly minor: number
  readonly pending: number
  readonly text: string
  readonly card: string
  readonly holder: string | null
}

export async function charges(store: Store): Promise<readonly StoredCharge[]> {
  return store.transaction(async (_db, sqlite) =>
    sqlite.prepare<[], StoredCharge>(`
      SELECT t.id, t.external_id AS externalId, t.posted_on AS postedOn, t.amount_minor AS minor, t.pending, t.descriptor AS text, cards.external_key AS card, cardholders.name AS holder
      FROM transactions t JOIN cards ON cards.id = t.card_id LEFT JOIN cardholders ON cardholders.id = cards.cardholder_id ORDER BY t.posted_on, t.id`).all(),
  )
}

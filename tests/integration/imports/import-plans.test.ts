/** The reads that matching rests on go by an index, whatever the size of the books. */
import type { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { changesOf, chargePage, chargesById, tracesOf } from '#engine/imports/stored-charges.queries.ts'
import type { Store } from '#engine/db/store.ts'
import { openTestStore } from '#tests/support/store.ts'

async function planOf(store: Store, query: { compile(): CompiledQuery }): Promise<string> {
  const { sql, parameters } = query.compile()
  return store.transaction(async (_db, sqlite) => sqlite.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters).map(({ detail }) => detail).join('\n'))
}

it.each([
  ['the charges of a card around a file’s days', (store: Store) => chargePage(store.read, 1, { on: '2026-05-01', id: 0 }, '2026-06-01'), /SEARCH t USING INDEX transactions_by_card \(card_id=\? AND posted_on>\?/],
  ['charges that a row corrects by name', (store: Store) => chargesById(store.read, 1, ['A', 'B']), /SEARCH t USING INDEX transactions_by_external \(account_id=\? AND external_id=\?\)/],
  ['former versions', (store: Store) => changesOf(store.read, [1, 2]), /SEARCH import_changes USING INDEX import_changes_by_transaction \(transaction_id=\?\)/],
  ['what earlier files said', (store: Store) => tracesOf(store.read, [1, 2], ['ofx1', 'qfx']), /SEARCH source USING PRIMARY KEY \(transaction_id=\?\)/],
])('%s', async (_name, query, index) => {
  const { store } = await openTestStore()
  const plan = await planOf(store, query(store))
  expect(plan).toMatch(index)
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
})

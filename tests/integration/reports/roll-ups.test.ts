import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { BookKeeper } from '#tests/support/books.ts'
import { openTestStore } from '#tests/support/store.ts'

const charge = fc.record({
  card: fc.nat(2),
  on: fc.constantFrom('2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'),
  minor: fc.integer({ min: -5_000, max: 5_000 }),
  currency: fc.constantFrom('USD', 'EUR'),
  type: fc.constantFrom('charge', 'payment', 'refund', 'fee', 'interest', 'cash', 'other'),
  category: fc.constantFrom('dining', 'fuel', 'payments'),
  pending: fc.boolean(),
})
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), charge }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), at: fc.nat(), charge }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('post' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('recategorise' as const), from: fc.constantFrom('dining', 'fuel'), to: fc.constantFrom('fuel', 'payments') }) },
)

test('whatever is done to charges, the roll-ups and the search index are what a fresh count gives', async () => {
  const { store } = await openTestStore()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await store.transaction(async (_db, sqlite) => {
        sqlite.exec('DELETE FROM transactions')
        const books = new BookKeeper(sqlite)
        const cards = [books.card(), books.card(), books.card()]
        const ids: number[] = []
        const pick = (at: number) => ids[at % ids.length]
        for (const each of steps) {
          if (each.kind === 'add') ids.push(books.charge({ ...each.charge, card: cards[each.charge.card]! }))
          else if (each.kind === 'recategorise') sqlite.prepare('UPDATE transactions SET category_id = ? WHERE category_id = ?').run(books.category(each.to), books.category(each.from))
          else if (ids.length === 0) continue
          else if (each.kind === 'remove') sqlite.prepare('DELETE FROM transactions WHERE id = ?').run(pick(each.at))
          else if (each.kind === 'post') sqlite.prepare('UPDATE transactions SET pending = 0 WHERE id = ?').run(pick(each.at))
          else change(sqlite, pick(each.at)!, { ...each.charge, card: cards[each.charge.card]!, category: books.category(each.charge.category) })
        }
        for (const [table, column, value] of [['daily_spend', 'day', 'posted_on'], ['monthly_spend', 'month', 'substr(posted_on, 1, 7)']] as const) {
          expect(sqlite.prepare(`SELECT card_id, ${column}, category_id, currency, spend_minor, payment_minor, transactions FROM ${table} ORDER BY 1, 2, 3, 4`).all()).toEqual(
            sqlite.prepare(`SELECT card_id, ${value} AS ${column}, category_id, currency, sum(spend_minor) AS spend_minor, sum(payment_minor) AS payment_minor, count(*) AS transactions
              FROM transactions WHERE pending = 0 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`).all(),
          )
        }
        expect(sqlite.prepare('SELECT rowid AS id FROM transaction_search ORDER BY 1').all()).toEqual(sqlite.prepare('SELECT id FROM transactions ORDER BY 1').all())
      })
    }),
    { numRuns: 60 },
  )
})

interface Changed {
  readonly card: number
  readonly on: string
  readonly minor: number
  readonly currency: string
  readonly type: string
  readonly category: number
  readonly pending: boolean
}

function change(sqlite: Sqlite, id: number, to: Changed): void {
  sqlite
    .prepare('UPDATE transactions SET card_id = @card, posted_on = @on, amount_minor = @minor, currency = @currency, type = @type, category_id = @category, pending = @pending WHERE id = @id')
    .run({ ...to, id, pending: to.pending ? 1 : 0 })
}

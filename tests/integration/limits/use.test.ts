/** What SQLite counts is what the limit engine counts over the same charges. */
import { describe, expect, it } from 'vitest'
import { used } from '#shared/domain/limits/count.ts'
import type { LimitTerms, Movement } from '#shared/domain/limits/terms.ts'
import { DAY_MS, dayNumber, TimeZones } from '#shared/domain/limits/time-zone.ts'
import { windowAt } from '#shared/domain/limits/windows.ts'
import { categoryOfMcc } from '#shared/domain/category.ts'
import { readReach } from '#engine/limits/reach.queries.ts'
import { readUse } from '#engine/limits/use.queries.ts'
import { keepBooks, randomFrom } from '#tests/support/books.ts'
import { secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

const zones = new TimeZones()
const ZONES = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'] as const
const MCCS = ['5541', '5812', '7995', '0001', null] as const

interface Kept extends Omit<Movement, 'at'> {
  readonly card: number
  /** null: only the day is known. */
  readonly at: number | null
  readonly day: string
}

describe('what is used', () => {
  it('is the sum over the index of what the engine counts one by one', async () => {
    const random = randomFrom(5)
    const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
    const pick = <T>(of: readonly T[]): T => of[whole(0, of.length - 1)] as T
    const { store } = await openTestStore()
    const kept: Kept[] = []
    const cards = await keepBooks(store, (books) => {
      const made = [books.card({}), books.card({}), books.card({})]
      for (let count = 0; count < 600; count += 1) {
        const [card, mcc, kind] = [pick(made), pick(MCCS), pick(['charge', 'charge', 'cash', 'refund'] as const)]
        const at = TEST_NOW - whole(0, 400 * 24) * 3_600_000
        const [day, hasInstant, isPending] = [new Date(at).toISOString().slice(0, 10), random() < 0.6, random() < 0.1]
        const minor = kind === 'refund' ? whole(1, 5_000) : -whole(1, 9_000)
        const currency = pick(['USD', 'USD', 'EUR'])
        books.charge({ card, on: day, minor, type: kind, pending: isPending, currency, mcc, category: 'dining', at: hasInstant ? at : null })
        kept.push({ card, at: hasInstant ? at : null, day, minor, currency, kind, isPending, category: mcc === null ? 'dining' : (categoryOfMcc(mcc) ?? 'other') })
      }
      // What is not spending does not count.
      books.charge({ card: made[0] ?? 0, on: '2026-11-20', minor: 900_000, type: 'payment' })
      books.charge({ card: made[0] ?? 0, on: '2026-11-20', minor: -900_000, type: 'fee' })
      return made
    })
    const asked = Array.from({ length: 200 }, () => {
      const terms: LimitTerms = {
        minor: 1, currency: pick(['USD', 'EUR']), interval: pick(['day', 'week', 'month', 'quarter', 'year', 'billing-cycle', 'total', 'per-charge'] as const), window: pick(['calendar', 'billing-cycle', 'rolling'] as const), timeZone: pick(ZONES),
        weekStartsOn: whole(0, 6), countsRefunds: random() < 0.5, countsPending: random() < 0.5, categories: pick([null, null, ['fuel'], ['dining', 'other']]), mode: 'decline',
      }
      return { terms, cardIds: pick([cards, cards.slice(0, 1), cards.slice(1)]) }
    })
    const reach = await readReach(store.read)
    const now = TEST_NOW - whole(0, 20) * DAY_MS
    const counted = await readUse(store.read, asked, { reach, zones, now })
    const expected = asked.map(({ terms, cardIds }) => {
      const zone = zones.get(terms.timeZone)
      const movements = kept.filter(({ card }) => cardIds.includes(card)).map((one): Movement => ({ ...one, at: one.at ?? zone.noonOf(dayNumber(one.day)) }))
      const window = windowAt(terms, now, reach.cycleOf(cardIds.at(-1), terms.timeZone), zones)
      if (window) return used(terms, movements, window)
      const span = { from: now - 30 * DAY_MS + 1, until: now + 1 }
      return Math.max(0, ...movements.filter(({ kind }) => kind !== 'refund').map((one) => used(terms, [one], { ...span, resetsAt: null })))
    })
    expect(counted.map(({ minor }) => minor)).toEqual(expected)
    expect(expected.filter((minor) => minor > 0).length).toBeGreaterThan(100)
  })

  it('is read from the index alone', async () => {
    const opened = await openTestStore()
    const plan = secondConnection(opened)
    const detail = plan.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT -sum(t.amount_minor) FROM transactions t INDEXED BY transactions_by_use
      WHERE t.card_id = 1 AND t.transacted_at BETWEEN 1 AND 2 AND t.type IN ('charge', 'cash', 'refund') AND t.currency = 'USD' AND t.pending = 0`).all()
    expect(detail.map((row) => row.detail)).toEqual([expect.stringContaining('COVERING INDEX transactions_by_use (card_id=? AND transacted_at>? AND transacted_at<?)')])
  })
})

/**
 * How much of limits is used, counted by SQLite over the one index that holds all that is asked.
 *
 * A charge of a statement file has a day and no instant: it counts at noon of its day where the limit counts.
 */
import { categoryOfMcc } from '#shared/domain/category.ts'
import type { LimitTerms } from '#shared/domain/limits/terms.ts'
import { DAY_MS, dateOf, type TimeZones } from '#shared/domain/limits/time-zone.ts'
import { windowAt, type Window } from '#shared/domain/limits/windows.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { Pace } from '../pace.ts'
import type { Reach } from './reach.queries.ts'

export interface UseAsked {
  readonly terms: LimitTerms
  /** The newest last. */
  readonly cardIds: readonly number[]
}

export interface Use {
  /** Minor units, never below zero. Per charge: the largest of the last 30 days. */
  readonly minor: number
  readonly window: Window | undefined
}

const PER_CHARGE_DAYS = 30

interface Asked extends UseAsked {
  readonly window: Window | undefined
  readonly span: Pick<Window, 'from' | 'until'>
}

export interface UseContext {
  readonly reach: Reach
  readonly zones: TimeZones
  readonly now: number
  /** Only what was before this instant, of the window around `now`: how it stood then. */
  readonly before?: number
}

export async function readUse(db: ReadDb | WriteDb, asked: readonly UseAsked[], { reach, zones, now, before = Infinity }: UseContext): Promise<readonly Use[]> {
  const spans = asked.map((one): Asked => {
    const window = windowAt(one.terms, now, reach.cycleOf(one.cardIds.at(-1), one.terms.timeZone), zones)
    const { from, until } = window ?? { from: now - PER_CHARGE_DAYS * DAY_MS + 1, until: now + 1 }
    return { ...one, window, span: { from, until: Math.min(until, before) } }
  })
  const totals = new Map<number, number>()
  const add = (index: number, minor: number) => {
    const known = totals.get(index) ?? 0
    totals.set(index, asked[index]?.terms.interval === 'per-charge' ? Math.max(known, minor) : known + minor)
  }
  const pace = new Pace()
  for (const figure of ['total', 'largest'] as const) {
    const rows = spans.flatMap((one, index) => (one.terms.categories === null && (one.terms.interval === 'per-charge') === (figure === 'largest') ? rowsOf(one, index, zones) : []))
    for (const batch of batches(rows)) {
      for (const { k, minor } of await runSql<{ k: number; minor: number }>(db, countAll(batch, figure))) add(k, minor)
      if (pace.due) await pace.rest()
    }
  }
  const narrow = spans.flatMap((one, index) => (one.terms.categories === null ? [] : rowsOf(one, index, zones)))
  const keys = narrow.length === 0 ? new Map<number, string>() : await readCategoryKeys(db)
  for (const batch of batches(narrow)) {
    for (const { k, mcc, categoryId, total, largest } of await runSql<ByCategory>(db, countByCategory(batch))) {
      const { terms } = asked[k] ?? {}
      if (terms?.categories?.includes(categoryOf(mcc, categoryId, keys)) === true) add(k, terms.interval === 'per-charge' ? largest : total)
    }
    if (pace.due) await pace.rest()
  }
  return spans.map(({ window }, index) => ({ minor: Math.max(0, totals.get(index) ?? 0), window }))
}

/** So many limits are counted in one go: a year of large books takes some milliseconds. */
const BATCH = 12

function batches(rows: readonly AskedRow[]): readonly (readonly AskedRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH))
}

/** The category that a limit means: that of the code, whatever a person said; without a code what is known of the charge. */
export function categoryOf(mcc: string | null, categoryId: number, keys: ReadonlyMap<number, string>): string {
  return mcc === null ? (keys.get(categoryId) ?? 'other') : (categoryOfMcc(mcc) ?? 'other')
}

export async function readCategoryKeys(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, string>> {
  return new Map((await db.selectFrom('categories').select(['id', 'key']).execute()).map(({ id, key }) => [id, key]))
}

/** One for each card: index, card, window as instants, window as days, currency, whether refunds and pending charges count. */
type AskedRow = readonly [number, number, number, number, string, string, string, 0 | 1, 0 | 1]

function rowsOf({ terms, cardIds, span }: Asked, index: number, zones: TimeZones): readonly AskedRow[] {
  const zone = zones.get(terms.timeZone)
  const [from, last] = [zone.dayOf(span.from), zone.dayOf(span.until - 1)]
  const firstDay = zone.noonOf(from) < span.from ? from + 1 : from
  const lastDay = zone.noonOf(last) >= span.until ? last - 1 : last
  const isLargest = terms.interval === 'per-charge'
  return cardIds.map((card) => [index, card, span.from, span.until - 1, dateOf(firstDay), dateOf(lastDay), terms.currency, terms.countsRefunds && !isLargest ? 1 : 0, terms.countsPending ? 1 : 0])
}

const FIGURES = { total: sqlText`-sum(t.amount_minor)`, largest: sqlText`-min(t.amount_minor)` } as const

const WHAT_COUNTS = sqlText`t.type IN ('charge', 'cash', 'refund') AND t.currency = w.currency AND (w.refunds = 1 OR t.type <> 'refund') AND (w.pending = 1 OR t.pending = 0)`
const WITHIN_INSTANTS = sqlText`t.card_id = w.card AND t.transacted_at BETWEEN w.since AND w.until`
const WITHIN_DAYS = sqlText`t.card_id = w.card AND t.transacted_at IS NULL AND coalesce(t.transacted_on, t.posted_on) BETWEEN w.first_day AND w.last_day`

function wanted(rows: readonly AskedRow[]): SqlText {
  return sqlText`WITH w (k, card, since, until, first_day, last_day, currency, refunds, pending) AS MATERIALIZED (
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8 FROM json_each(${JSON.stringify(rows)}))`
}

function countAll(rows: readonly AskedRow[], figure: keyof typeof FIGURES): SqlText {
  const of = (within: SqlText) => sqlText`SELECT w.k, (SELECT ${FIGURES[figure]} FROM transactions t INDEXED BY transactions_by_use WHERE ${within} AND ${WHAT_COUNTS}) AS minor FROM w`
  return sqlText`${wanted(rows)} SELECT k, minor FROM (${of(WITHIN_INSTANTS)} UNION ALL ${of(WITHIN_DAYS)}) WHERE minor IS NOT NULL`
}

interface ByCategory {
  readonly k: number
  readonly mcc: string | null
  readonly categoryId: number
  readonly total: number
  readonly largest: number
}

function countByCategory(rows: readonly AskedRow[]): SqlText {
  const of = (within: SqlText) => sqlText`SELECT w.k, t.mcc, t.category_id, t.amount_minor FROM w CROSS JOIN transactions t INDEXED BY transactions_by_use ON ${within} WHERE ${WHAT_COUNTS}`
  return sqlText`${wanted(rows)} SELECT k, mcc, category_id AS categoryId, -sum(amount_minor) AS total, -min(amount_minor) AS largest
    FROM (${of(WITHIN_INSTANTS)} UNION ALL ${of(WITHIN_DAYS)}) GROUP BY k, mcc, category_id`
}

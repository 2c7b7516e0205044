/**
 * How much of limits is used, counted by SQLite over the one index that holds all that is asked.
 *
 * A charge of a statement file has a day and no instant: it counts at noon of its day where the limit counts.
 */
import { categoryOfMcc } from '#shared/domain/category.ts'
import type { LimitTerms } from '#shared/domain/limits/terms.ts'
import { DAY_MS, dateOf, type TimeZone, type TimeZones } from '#shared/domain/limits/time-zone.ts'
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

export interface UseWorld {
  readonly reach: Reach
  readonly zones: TimeZones
  readonly now: number
  /** Only what was before this instant, of the window around `now`: how a limit stood when a charge was declined. */
  readonly before?: number
}

export async function readUse(db: ReadDb | WriteDb, asked: readonly UseAsked[], world: UseWorld): Promise<readonly Use[]> {
  const keys = asked.some(({ terms }) => terms.categories !== null) ? await readCategoryKeys(db) : new Map<number, string>()
  const pace = new Pace()
  const use: Use[] = []
  for (const one of asked) {
    use.push(await readOne(db, one, world, keys))
    // A year of large books takes some milliseconds for each.
    if (pace.due) await pace.rest()
  }
  return use
}

async function readOne(db: ReadDb | WriteDb, { terms, cardIds }: UseAsked, { reach, zones, now, before = Infinity }: UseWorld, keys: ReadonlyMap<number, string>): Promise<Use> {
  const window = windowAt(terms, now, reach.cycleOf(cardIds.at(-1), terms.timeZone), zones)
  const { from, until } = window ?? { from: now - PER_CHARGE_DAYS * DAY_MS + 1, until: now + 1 }
  const spans = withinSpans({ from, until: Math.min(until, before) }, zones.get(terms.timeZone))
  let minor = 0
  const add = (more: number) => {
    minor = window === undefined ? Math.max(minor, more) : minor + more
  }
  for (const cardId of cardIds) {
    for (const within of spans) {
      if (terms.categories === null) for (const row of await runSql<{ minor: number | null }>(db, countAll(terms, cardId, within))) add(row.minor ?? 0)
      else for (const row of await runSql<ByCategory>(db, countByCategory(terms, cardId, within))) if (terms.categories.includes(categoryOf(row.mcc, row.categoryId, keys))) add(row.minor)
    }
  }
  return { minor: Math.max(0, minor), window }
}

/** The category that a limit means: that of the code, whatever a person said; without a code what is known of the charge. */
export function categoryOf(mcc: string | null, categoryId: number, keys: ReadonlyMap<number, string>): string {
  return mcc === null ? (keys.get(categoryId) ?? 'other') : (categoryOfMcc(mcc) ?? 'other')
}

export async function readCategoryKeys(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, string>> {
  return new Map((await db.selectFrom('categories').select(['id', 'key']).execute()).map(({ id, key }) => [id, key]))
}

/** By instant, and by day where no instant is known. */
function withinSpans({ from, until }: Pick<Window, 'from' | 'until'>, zone: TimeZone): readonly SqlText[] {
  const [first, last] = [zone.dayOf(from), zone.dayOf(until - 1)]
  const firstDay = dateOf(zone.noonOf(first) < from ? first + 1 : first)
  const lastDay = dateOf(zone.noonOf(last) >= until ? last - 1 : last)
  return [sqlText`t.transacted_at BETWEEN ${from} AND ${until - 1}`, sqlText`t.transacted_at IS NULL AND coalesce(t.transacted_on, t.posted_on) BETWEEN ${firstDay} AND ${lastDay}`]
}

const TOTAL = sqlText`-sum(t.amount_minor)`
const LARGEST = sqlText`-min(t.amount_minor)`
const EVERYTHING = sqlText``
const NO_REFUNDS = sqlText` AND t.type <> 'refund'`
const NO_PENDING = sqlText` AND t.pending = 0`

const figureOf = ({ interval }: LimitTerms): SqlText => (interval === 'per-charge' ? LARGEST : TOTAL)

function counted({ interval, currency, countsRefunds, countsPending }: LimitTerms, cardId: number, within: SqlText): SqlText {
  const refunds = countsRefunds && interval !== 'per-charge' ? EVERYTHING : NO_REFUNDS
  return sqlText`FROM transactions t INDEXED BY transactions_by_use
    WHERE t.card_id = ${cardId} AND ${within} AND t.type IN ('charge', 'cash', 'refund') AND t.currency = ${currency}${refunds}${countsPending ? EVERYTHING : NO_PENDING}`
}

const countAll = (terms: LimitTerms, cardId: number, within: SqlText): SqlText => sqlText`SELECT ${figureOf(terms)} AS minor ${counted(terms, cardId, within)}`

interface ByCategory {
  readonly mcc: string | null
  readonly categoryId: number
  readonly minor: number
}

const countByCategory = (terms: LimitTerms, cardId: number, within: SqlText): SqlText =>
  sqlText`SELECT t.mcc, t.category_id AS categoryId, ${figureOf(terms)} AS minor ${counted(terms, cardId, within)} GROUP BY t.mcc, t.category_id`

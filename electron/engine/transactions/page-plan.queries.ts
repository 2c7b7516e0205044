/**
 * How the charges of a page are found: which index is walked.
 *
 * SQLite cannot know how rare the values of a filter are, and its guess costs seconds at a million charges. What decides here:
 * an order's own index is walked until the page is full, unless a condition has so few charges that sorting those is less work.
 */
import type { TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { listOf, MAGNITUDE, whereAll, type Condition, type Fragment } from './conditions.queries.ts'
import { sortsByDay, type Place } from './cursor.ts'
import type { ResolvedFilter } from './transaction-filter.queries.ts'

/** Where one way becomes less work than another. A test sets them so low or high that every way is taken. */
export interface PlanLimits {
  /** Reading this many rows one by one is less than walking an index for a page. */
  readonly fewRows: number
  /** Sorting this many entries of an index is less than looking for them in the index of the other order. */
  readonly fewEntries: number
  /** Lists merged in the order of the page: each costs a page of its own. */
  readonly mostMerged: number
  /** So many charges from the page's start on are searched for a common word before all charges are. */
  readonly window: number
}

export const PLAN_LIMITS: PlanLimits = { fewRows: 1_000, fewEntries: 7_000, mostMerged: 8, window: 4_000 }

const BY_DATE = sqlText`transactions_by_date`
const BY_MAGNITUDE = sqlText`transactions_by_magnitude`

const ORDERS = {
  newest: { by: sqlText`t.posted_on DESC, t.id DESC`, after: ({ key, id }: Place) => sqlText`(t.posted_on, t.id) < (${key}, ${id})` },
  oldest: { by: sqlText`t.posted_on, t.id`, after: ({ key, id }: Place) => sqlText`(t.posted_on, t.id) > (${key}, ${id})` },
  // The first condition is for the index, which cannot be entered by a pair with an expression in it.
  largest: { by: sqlText`${MAGNITUDE} DESC, t.id DESC`, after: ({ key, id }: Place) => sqlText`${MAGNITUDE} <= ${key} AND (${MAGNITUDE}, t.id) < (${key}, ${id})` },
  smallest: { by: sqlText`${MAGNITUDE}, t.id`, after: ({ key, id }: Place) => sqlText`${MAGNITUDE} >= ${key} AND (${MAGNITUDE}, t.id) > (${key}, ${id})` },
} as const satisfies Record<TransactionSort, unknown>

export interface PageRequest {
  readonly filter: ResolvedFilter
  readonly conditions: readonly Condition[]
  readonly sort: TransactionSort
  readonly after: Place | undefined
  readonly limit: number
  readonly limits: PlanLimits
}

export function orderOf(sort: TransactionSort): Fragment {
  return ORDERS[sort].by
}

/** SELECTs the ids of the page's charges; their order is the caller's to restore. */
export async function planPage(db: ReadDb, request: PageRequest): Promise<Fragment> {
  const rare = await rarest(db, request.conditions, request.limits)
  if (rare !== undefined) {
    const after = request.after === undefined ? [] : [ORDERS[request.sort].after(request.after)]
    return sqlText`SELECT t.id FROM ${fewRows(request.conditions, rare, after)} ORDER BY ${orderOf(request.sort)} LIMIT ${request.limit}`
  }
  if (!sortsByDay(request.sort)) return planByAmount(db, request)
  for (const window of [request.limits.window, request.limits.window * 8]) {
    const page = await planFromWindow(db, request, window)
    if (page !== undefined) return page
  }
  return planByDay(db, request)
}

async function planByDay(db: ReadDb, request: PageRequest): Promise<Fragment> {
  for (const { column, index, values } of groupings(request.filter)) {
    if (values.length <= request.limits.mostMerged) return merged(request, { column, index, values })
    if (await isFew(db, entries(request.filter, { column, index, values }), request.limits.fewEntries)) return walked(request, index)
  }
  return walked(request, BY_DATE)
}

// Charges of neighbouring days were imported together, so that their ids are neighbours too, unless they came in no order at all.
const WIDEST_WINDOW = 25

/**
 * A common word is on the page many times, and finding all charges with it takes longer than the page may. Imports come in the
 * order of days, so the next few thousand charges are a narrow range of ids: searching that alone is enough when it fills the page.
 */
async function planFromWindow(db: ReadDb, request: PageRequest, window: number): Promise<Fragment | undefined> {
  const { conditions, filter, sort, limit } = request
  const words = conditions.filter((condition) => condition.within !== undefined)
  const [grouping, ...more] = groupings(filter)
  if (words.length === 0 || more.length > 0 || (grouping !== undefined && grouping.values.length !== 1)) return undefined
  const index = grouping?.index ?? BY_DATE
  const others = allConditions({ ...request, conditions: conditions.filter((condition) => condition.within === undefined) })
  const rows = await runSql<{ first: number | null; last: number; count: number; lastDay: string }>(db, sqlText`
    SELECT min(id) AS first, max(id) AS last, count(*) AS count, ${sort === 'newest' ? sqlText`min` : sqlText`max`}(day) AS lastDay FROM (
      SELECT t.id, t.posted_on AS day FROM transactions t INDEXED BY ${index} ${whereAll(others)} ORDER BY ${orderOf(sort)} LIMIT ${window})`)
  const [range] = rows
  if (range === undefined || range.first === null || range.last - range.first > window * WIDEST_WINDOW) return undefined
  const { first, last, count, lastDay } = range
  // A window that holds less than it could holds everything that is left; else its last day may be cut.
  const whole = count < window ? [] : [sort === 'newest' ? sqlText`t.posted_on > ${lastDay}` : sqlText`t.posted_on < ${lastDay}`]
  const found = words.map(({ within, sql: anywhere }) => within?.({ first, last }) ?? anywhere)
  const page = await runSql<{ id: number }>(db, sqlText`
    SELECT t.id FROM transactions t INDEXED BY ${index} ${whereAll([...others, ...whole, ...found])} ORDER BY ${orderOf(sort)} LIMIT ${limit}`)
  return page.length === limit || whole.length === 0 ? sqlText`SELECT value AS id FROM json_each(${JSON.stringify(page.map((row) => row.id))})` : undefined
}

async function planByAmount(db: ReadDb, request: PageRequest): Promise<Fragment> {
  const { filter } = request
  for (const grouping of groupings(filter)) {
    if (await isFew(db, entries(filter, grouping), request.limits.fewEntries)) return walked(request, grouping.index)
  }
  const hasDays = filter.from !== undefined || filter.to !== undefined
  return walked(request, hasDays && (await isFew(db, sqlText`SELECT 1 FROM transactions t INDEXED BY ${BY_DATE} ${whereAll(dayRange(filter))}`, request.limits.fewEntries)) ? BY_DATE : BY_MAGNITUDE)
}

interface Grouping {
  readonly column: Fragment
  readonly index: Fragment
  readonly values: readonly number[]
}

/** Conditions whose values each have an index entry of their own, in the order of the days. */
function groupings({ cardIds, categoryIds }: ResolvedFilter): readonly Grouping[] {
  const found: Grouping[] = []
  if (cardIds !== undefined) found.push({ column: sqlText`t.card_id`, index: sqlText`transactions_by_card`, values: cardIds })
  if (categoryIds !== undefined) found.push({ column: sqlText`t.category_id`, index: sqlText`transactions_by_category`, values: categoryIds })
  return found
}

function entries(filter: ResolvedFilter, { column, index, values }: Grouping): Fragment {
  return sqlText`SELECT 1 FROM transactions t INDEXED BY ${index} ${whereAll([sqlText`${column} IN ${listOf(values)}`, ...dayRange(filter)])}`
}

function dayRange({ from, to }: ResolvedFilter): readonly Fragment[] {
  return [...(from === undefined ? [] : [sqlText`t.posted_on >= ${from}`]), ...(to === undefined ? [] : [sqlText`t.posted_on <= ${to}`])]
}

/** One index from the page's start on, until the page is full (or, when it is not in the page's order, to its end). */
function walked(request: PageRequest, index: Fragment): Fragment {
  return sqlText`SELECT t.id FROM transactions t INDEXED BY ${index} ${whereAll(allConditions(request))} ORDER BY ${orderOf(request.sort)} LIMIT ${request.limit}`
}

/** A page of each value, merged: no value's charges are walked past for another's. */
function merged(request: PageRequest, { column, index, values }: Grouping): Fragment {
  const pageOf = (value: Fragment) =>
    sqlText`SELECT t.id FROM transactions t INDEXED BY ${index} ${whereAll([sqlText`${column} = ${value}`, ...allConditions(request)])} ORDER BY ${orderOf(request.sort)} LIMIT ${request.limit}`
  const [only, ...more] = values
  if (only !== undefined && more.length === 0) return pageOf(sqlText`${only}`)
  return sqlText`SELECT t.id FROM json_each(${JSON.stringify(values)}) each CROSS JOIN transactions t ON t.id IN (${pageOf(sqlText`each.value`)}) ORDER BY ${orderOf(request.sort)} LIMIT ${request.limit}`
}

function allConditions({ conditions, sort, after }: PageRequest): readonly Fragment[] {
  return [...conditions.map((condition) => condition.sql), ...(after === undefined ? [] : [ORDERS[sort].after(after)])]
}

/** The condition that the fewest charges fulfil, if those are few enough to read one by one. */
export async function rarest(db: ReadDb, conditions: readonly Condition[], { fewRows: few }: PlanLimits): Promise<RareCondition | undefined> {
  let best: { readonly rare: RareCondition; readonly rows: number } | undefined
  for (const condition of conditions) {
    const { ids } = condition
    if (ids === undefined) continue
    const rows = await countUpTo(db, ids, few)
    if (rows < (best?.rows ?? few)) best = { rare: { condition, ids }, rows }
  }
  return best?.rare
}

export interface RareCondition {
  readonly condition: Condition
  readonly ids: Fragment
}

/** The few charges of one condition, read by their id (each once) and checked against all the others; `FROM …` of a SELECT. */
export function fewRows(conditions: readonly Condition[], { condition: rare, ids }: RareCondition, more: readonly Fragment[] = []): Fragment {
  const others = conditions.filter((condition) => condition !== rare).map((condition) => condition.sql)
  return sqlText`(SELECT DISTINCT id FROM (${ids})) few CROSS JOIN transactions t ON t.id = few.id ${whereAll([...others, ...more])}`
}

async function isFew(db: ReadDb, rows: Fragment, few: number): Promise<boolean> {
  return (await countUpTo(db, rows, few)) < few
}

async function countUpTo(db: ReadDb, rows: Fragment, most: number): Promise<number> {
  const found = await runSql<{ count: number }>(db, sqlText`SELECT count(*) AS count FROM (SELECT 1 FROM (${rows}) LIMIT ${most})`)
  return found[0]?.count ?? 0
}

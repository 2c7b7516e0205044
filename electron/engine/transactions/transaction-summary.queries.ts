/** What all charges of a filter add up to: from the roll-ups where they know it, else from the index that has the fewest entries. */
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf, type IsoDate, type IsoMonth } from '#shared/domain/time.ts'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { TransactionFilter, transactionsContract } from '#shared/rpc/contract/transactions.contract.ts'
import { joinSql, runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { conditionsOf, listOf, PAYMENT, SPEND, whereAll, type Condition, type Fragment } from './conditions.queries.ts'
import { fewRows, planPage, PLAN_LIMITS, rarest, type PlanLimits } from './page-plan.queries.ts'
import { resolveFilter, type ResolvedFilter } from './transaction-filter.queries.ts'

type Summary = OutputOf<(typeof transactionsContract)['summary']>

interface Sums {
  readonly currency: string
  readonly count: number
  readonly spend: number
  readonly payments: number
}

const COLUMNS = sqlText`t.currency, count(*) AS count, sum(${SPEND}) AS spend, sum(${PAYMENT}) AS payments`

/** Per currency, the one with most charges first; never added up across currencies. */
export async function summariseTransactions(db: ReadDb, filter: TransactionFilter, limits = PLAN_LIMITS): Promise<Summary> {
  const resolved = await resolveFilter(db, filter)
  const conditions = conditionsOf(resolved)
  const sums = isRolledUp(resolved) ? await fromRollUps(db, resolved) : await fromCharges(db, resolved, conditions, limits)
  const totals = (pick: (row: Sums) => number) => sums.filter((row) => pick(row) !== 0).map((row) => ({ minor: pick(row), currency: row.currency }))
  const count = sums.reduce((all, row) => all + row.count, 0)
  const dayOf = async (sort: 'oldest' | 'newest') => (count === 0 ? null : firstDay(db, await planPage(db, { filter: resolved, conditions, sort, after: undefined, limit: 1, limits })))
  return { count, spend: totals((row) => row.spend), payments: totals((row) => row.payments), firstOn: await dayOf('oldest'), lastOn: await dayOf('newest') }
}

async function firstDay(db: ReadDb, ids: Fragment): Promise<string | null> {
  const rows = await runSql<{ day: string }>(db, sqlText`SELECT t.posted_on AS day FROM (${ids}) page CROSS JOIN transactions t ON t.id = page.id`)
  return rows[0]?.day ?? null
}

async function fromCharges(db: ReadDb, filter: ResolvedFilter, conditions: readonly Condition[], limits: PlanLimits): Promise<readonly Sums[]> {
  const rare = await rarest(db, conditions, limits)
  const from = rare === undefined ? sqlText`transactions t INDEXED BY ${narrowest(filter)} ${whereAll(conditions.map((condition) => condition.sql))}` : fewRows(conditions, rare)
  return ordered(await runSql<Sums>(db, sqlText`SELECT ${COLUMNS} FROM ${from} GROUP BY t.currency`))
}

function narrowest({ cardIds, categoryIds, from, to, minMagnitude, maxMagnitude }: ResolvedFilter): Fragment {
  if (cardIds !== undefined) return sqlText`transactions_by_card`
  if (categoryIds !== undefined) return sqlText`transactions_by_category`
  const amountsOnly = from === undefined && to === undefined && (minMagnitude !== undefined || maxMagnitude !== undefined)
  return amountsOnly ? sqlText`transactions_by_magnitude` : sqlText`transactions_by_date`
}

function isRolledUp({ importId, minMagnitude, maxMagnitude, types, pending, words }: ResolvedFilter): boolean {
  return importId === undefined && minMagnitude === undefined && maxMagnitude === undefined && types === undefined && pending !== true && words.length === 0
}

/** Whole months from the monthly roll-up, what is left at both ends from the daily one, pending charges (in neither) by themselves. */
async function fromRollUps(db: ReadDb, filter: ResolvedFilter): Promise<readonly Sums[]> {
  const parts = spans(filter.from, filter.to).map(({ table, column, from, to }) => {
    const range = [...(from === undefined ? [] : [sqlText`${column} >= ${from}`]), ...(to === undefined ? [] : [sqlText`${column} <= ${to}`])]
    return sqlText`SELECT currency, sum(transactions) AS count, sum(spend_minor) AS spend, sum(payment_minor) AS payments FROM ${table} t ${whereAll([...range, ...scopes(filter)])} GROUP BY currency`
  })
  if (filter.pending === undefined) {
    const conditions = conditionsOf({ ...filter, pending: true }).map((condition) => condition.sql)
    parts.push(sqlText`SELECT ${COLUMNS} FROM transactions t INDEXED BY transactions_pending ${whereAll(conditions)} GROUP BY t.currency`)
  }
  const rows = await runSql<Sums>(db, sqlText`
    SELECT currency, sum(count) AS count, sum(spend) AS spend, sum(payments) AS payments FROM (${joinSql(parts, ' UNION ALL ')}) GROUP BY currency`)
  return ordered(rows.filter((row) => row.count > 0))
}

function scopes({ cardIds, categoryIds }: ResolvedFilter): readonly Fragment[] {
  return [
    ...(cardIds === undefined ? [] : [sqlText`t.card_id IN ${listOf(cardIds)}`]),
    ...(categoryIds === undefined ? [] : [sqlText`t.category_id IN ${listOf(categoryIds)}`]),
  ]
}

interface Span {
  readonly table: Fragment
  readonly column: Fragment
  readonly from: string | undefined
  readonly to: string | undefined
}

function spans(from: string | undefined, to: string | undefined): readonly Span[] {
  const days = (first: string | undefined, last: string | undefined): Span => ({ table: sqlText`daily_spend`, column: sqlText`t.day`, from: first, to: last })
  const firstWhole = from === undefined ? undefined : wholeMonthFrom(from as IsoDate)
  const lastWhole = to === undefined ? undefined : wholeMonthTo(to as IsoDate)
  if (firstWhole !== undefined && lastWhole !== undefined && firstWhole > lastWhole) return [days(from, to)]
  const before = firstWhole === undefined || from === firstDayOf(firstWhole) ? [] : [days(from, addDays(firstDayOf(firstWhole), -1))]
  const after = lastWhole === undefined || to === lastDayOf(lastWhole) ? [] : [days(addDays(lastDayOf(lastWhole), 1), to)]
  return [...before, { table: sqlText`monthly_spend`, column: sqlText`t.month`, from: firstWhole, to: lastWhole }, ...after]
}

function wholeMonthFrom(day: IsoDate): IsoMonth {
  return day === firstDayOf(monthOf(day)) ? monthOf(day) : addMonths(monthOf(day), 1)
}

function wholeMonthTo(day: IsoDate): IsoMonth {
  return day === lastDayOf(monthOf(day)) ? monthOf(day) : addMonths(monthOf(day), -1)
}

function ordered(sums: readonly Sums[]): readonly Sums[] {
  return sums.toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
}

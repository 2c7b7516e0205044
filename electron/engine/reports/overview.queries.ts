/** The page of the morning: what came in, what was spent, what needs a person. */
import { dayHere } from '#shared/domain/day-here.ts'
import { addMonths, daysInMonth, monthRange, type IsoMonth } from '#shared/domain/time.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { readDisputeNeeds } from '../disputes/needs.queries.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { readNeeds } from './attention.queries.ts'
import { NO_HOLDER } from './cardholder-report.queries.ts'
import { inScope, readRange, readTotals, type CardScope } from './spend.queries.ts'

const MONTHS_SHOWN = 12

/** "Today" is the calendar day on this computer. Everything but the totals is in the currency with most charges. */
export async function readOverview(db: ReadDb, cardIds: CardScope, now: number): Promise<Overview> {
  const today = dayHere(now)
  const month = (await readRange(db, cardIds)).last as IsoMonth | null
  const common = {
    hasTransactions: (await db.selectFrom('transactions').select('id').limit(1).executeTakeFirst()) !== undefined,
    today,
    month,
    lastImport: await readLastImport(db),
    needs: [...(await readDisputeNeeds(db, now, cardIds)), ...(await readNeeds(db, cardIds, today))],
  }
  if (month === null) return { ...common, monthSpend: [], previousMonthSpend: [], mainCurrency: null, byMonth: [], byPerson: [], cumulative: [] }

  const first = addMonths(month, 1 - MONTHS_SHOWN)
  const totalsOf = async (from: string, to: string) => (await readTotals(db, { from, to }, cardIds)).map(({ spendMinor, currency }) => ({ minor: spendMinor, currency }))
  const mainCurrency = (await readTotals(db, { from: first, to: month }, cardIds))[0]?.currency ?? null
  const previous = addMonths(month, -1)
  return {
    ...common,
    monthSpend: (await totalsOf(month, month)).filter(({ minor }) => minor !== 0),
    previousMonthSpend: (await totalsOf(previous, previous)).filter(({ minor }) => minor !== 0),
    mainCurrency,
    byMonth: await readByMonth(db, { from: first, to: month }, cardIds, mainCurrency),
    byPerson: await readByPerson(db, month, cardIds, mainCurrency),
    cumulative: await readCumulative(db, month, cardIds, mainCurrency, today),
  }
}

async function readByMonth(db: ReadDb, { from, to }: { from: IsoMonth; to: IsoMonth }, cardIds: CardScope, currency: string | null): Promise<Overview['byMonth']> {
  const rows = await runSql<{ month: string; spendMinor: number }>(db, sqlText`
    SELECT s.month, sum(s.spend_minor) AS spendMinor FROM monthly_spend s
    WHERE s.month BETWEEN ${from} AND ${to} AND s.currency = ${currency} AND ${inScope(cardIds)} GROUP BY s.month`)
  const found = new Map(rows.map((row) => [row.month, row.spendMinor]))
  return monthRange(from, to).map((month) => ({ month, spendMinor: found.get(month) ?? 0 }))
}

async function readByPerson(db: ReadDb, month: string, cardIds: CardScope, currency: string | null): Promise<Overview['byPerson']> {
  const rows = await runSql<{ cardholderId: number | null; name: string | null; spendMinor: number }>(db, sqlText`
    SELECT c.cardholder_id AS cardholderId, h.name, sum(s.spend_minor) AS spendMinor
    FROM monthly_spend s CROSS JOIN cards c ON c.id = s.card_id LEFT JOIN cardholders h ON h.id = c.cardholder_id
    WHERE s.month = ${month} AND s.currency = ${currency} AND ${inScope(cardIds)}
    GROUP BY c.cardholder_id HAVING sum(s.spend_minor) <> 0 ORDER BY spendMinor DESC, h.name`)
  return rows.map((row) => ({ ...row, name: row.name ?? NO_HOLDER }))
}

// Day by day up to the longer of the two months. A day that is not yet, or that a month does not have, is null: the line ends there.
async function readCumulative(db: ReadDb, month: IsoMonth, cardIds: CardScope, currency: string | null, today: string): Promise<Overview['cumulative']> {
  const previous = addMonths(month, -1)
  const rows = await runSql<{ day: string; spendMinor: number }>(db, sqlText`
    SELECT s.day, sum(s.spend_minor) AS spendMinor FROM daily_spend s
    WHERE s.day BETWEEN ${`${previous}-01`} AND ${`${month}-31`} AND s.currency = ${currency} AND ${inScope(cardIds)} GROUP BY s.day`)
  const spent = new Map(rows.map((row) => [row.day, row.spendMinor]))
  // A charge may be dated after today (the computer's clock, a bank's next business day): it is shown, not hidden.
  const lastDay = [today, ...rows.map((row) => row.day)].toSorted().at(-1) ?? today
  const days = Math.max(daysOf(month), daysOf(previous))
  const [current, before] = [runningSum(month, days, spent, lastDay), runningSum(previous, days, spent, lastDay)]
  return current.map((spendMinor, index) => ({ day: index + 1, spendMinor, previousMinor: before[index] ?? null }))
}

function runningSum(month: IsoMonth, days: number, spent: ReadonlyMap<string, number>, lastDay: string): readonly (number | null)[] {
  let sum = 0
  return Array.from({ length: days }, (_, index) => {
    const day = `${month}-${String(index + 1).padStart(2, '0')}`
    sum += spent.get(day) ?? 0
    return index >= daysOf(month) || day > lastDay ? null : sum
  })
}

function daysOf(month: IsoMonth): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return daysInMonth(year, number)
}

async function readLastImport(db: ReadDb): Promise<Overview['lastImport']> {
  const last = await db.selectFrom('imports').select(['id', 'applied_at', 'added']).where('undone_at', 'is', null).orderBy('applied_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!last) return null
  const files = await db.selectFrom('import_files').select('name').where('import_id', '=', last.id).orderBy('id').execute()
  return { importId: last.id, at: last.applied_at, files: files.map((file) => file.name), added: last.added }
}

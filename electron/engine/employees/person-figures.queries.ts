/** What people spent, asked for and were refused, from the roll-ups. */
import { addMonths, firstDayOf, lastDayOf, monthOf, monthRange, type IsoDate } from '#shared/domain/time.ts'
import type { Cardholder, CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { joinSql, runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { readShownRequests } from '../sync/shown/shown.queries.ts'

type Db = ReadDb | WriteDb
type Totals = Cardholder['latestMonthSpend']

const DECLINE_DAYS = 30
const DAY_MS = 86_400_000
const MONTHS = 12

interface SpendRow {
  readonly personId: number
  readonly currency: string
  readonly minor: number
}

const of = (personId: number | null): SqlText => (personId === null ? sqlText`c.cardholder_id IS NOT NULL` : sqlText`c.cardholder_id = ${personId}`)

/** In the newest month that the books have. */
export async function readNewestMonthSpend(db: Db, personId: number | null): Promise<ReadonlyMap<number, Totals>> {
  return totalsByPerson(await runSql<SpendRow>(db, sqlText`
    SELECT c.cardholder_id AS personId, s.currency, sum(s.spend_minor) AS minor
    FROM cards c CROSS JOIN monthly_spend s ON s.month = (SELECT max(month) FROM monthly_spend) AND s.card_id = c.id
    WHERE ${of(personId)} GROUP BY c.cardholder_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`))
}

/** From the first of the month to today, and the same days of the month before. */
export async function readMonthToDate(db: Db, personId: number | null, today: IsoDate): Promise<(personId: number) => Cardholder['spend']> {
  const month = monthOf(today)
  const before = addMonths(month, -1)
  const sameDay = `${before}-${today.slice(8)}`
  const lastBefore = sameDay < lastDayOf(before) ? sameDay : lastDayOf(before)
  const [thisMonth, sameDaysBefore] = [await readDays(db, personId, firstDayOf(month), today), await readDays(db, personId, firstDayOf(before), lastBefore)]
  return (id) => ({ thisMonth: thisMonth.get(id) ?? [], sameDaysBefore: sameDaysBefore.get(id) ?? [] })
}

async function readDays(db: Db, personId: number | null, from: string, to: string): Promise<ReadonlyMap<number, Totals>> {
  return totalsByPerson(await runSql<SpendRow>(db, sqlText`
    SELECT c.cardholder_id AS personId, s.currency, sum(s.spend_minor) AS minor
    FROM daily_spend s CROSS JOIN cards c ON c.id = s.card_id
    WHERE s.day BETWEEN ${from} AND ${to} AND ${of(personId)} GROUP BY c.cardholder_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`))
}

/** The last twelve months, the oldest first, those without spend too. */
export async function readMonths(db: Db, personId: number, today: IsoDate): Promise<CardholderDetail['months']> {
  const months = monthRange(addMonths(monthOf(today), 1 - MONTHS), monthOf(today))
  const rows = await runSql<SpendRow & { month: string }>(db, sqlText`
    SELECT s.month, s.currency, sum(s.spend_minor) AS minor FROM monthly_spend s
    WHERE s.month IN (${joinSql(months.map((month) => sqlText`${month}`), ', ')}) AND s.card_id IN (SELECT id FROM cards WHERE cardholder_id = ${personId})
    GROUP BY s.month, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`)
  const byMonth = Map.groupBy(rows, ({ month }) => month)
  return months.map((month) => ({ month, totals: (byMonth.get(month) ?? []).map(({ minor, currency }) => ({ minor, currency })) }))
}

/** Undecided ones, of which no decision is on its way. */
export async function readOpenRequests(db: Db): Promise<ReadonlyMap<number, number>> {
  const ids = await readIdMap(db)
  const open = (await readShownRequests(db)).filter(({ object, waitingFor }) => object.status === 'pending' && waitingFor === null)
  const people = open.flatMap(({ connectionId, object }) => ids.personOf(connectionId, object.cardholderId) ?? [])
  return new Map([...Map.groupBy(people, (id) => id)].map(([id, of]) => [id, of.length]))
}

/** In the last 30 days. */
export async function readDeclines(db: Db, personId: number | null, now: number): Promise<ReadonlyMap<number, number>> {
  const rows = await runSql<{ personId: number; declines: number }>(db, sqlText`
    SELECT c.cardholder_id AS personId, count(*) AS declines FROM authorizations z JOIN cards c ON c.id = z.card_id
    WHERE z.status = 'declined' AND z.at >= ${now - DECLINE_DAYS * DAY_MS} AND ${of(personId)} GROUP BY c.cardholder_id`)
  return new Map(rows.map((row) => [row.personId, row.declines]))
}

export async function readPendingCharges(db: Db, personId: number): Promise<Pick<CardholderDetail['open'], 'pendingCharges' | 'pendingTotals'>> {
  const rows = await runSql<{ currency: string; charges: number; minor: number }>(db, sqlText`
    SELECT t.currency, count(*) AS charges, sum(t.spend_minor) AS minor FROM transactions t INDEXED BY transactions_pending
    WHERE t.pending = 1 AND t.card_id IN (SELECT id FROM cards WHERE cardholder_id = ${personId}) GROUP BY t.currency ORDER BY minor DESC`)
  return { pendingCharges: rows.reduce((total, { charges }) => total + charges, 0), pendingTotals: rows.map(({ minor, currency }) => ({ minor, currency })) }
}

function totalsByPerson(rows: readonly SpendRow[]): ReadonlyMap<number, Totals> {
  return new Map([...Map.groupBy(rows, (row) => row.personId)].map(([id, of]) => [id, of.map(({ minor, currency }) => ({ minor, currency }))]))
}

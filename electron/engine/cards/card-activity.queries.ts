/** What happened on cards, from the roll-ups: a million charges are not walked through for this. */
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

type Db = ReadDb | WriteDb

interface CardActivity {
  readonly transactions: number
  readonly firstOn: string | null
  readonly lastOn: string | null
}

/** The roll-up is ordered by month: one card's rows are found month by month. */
const MONTHS = sqlText`months (month) AS (SELECT max(month) FROM monthly_spend UNION ALL SELECT (SELECT max(month) FROM monthly_spend WHERE month < months.month) FROM months WHERE month IS NOT NULL)`

/** The rows of one card or of all. */
const rowsOf = (cardId: number | null): SqlText => (cardId === null ? sqlText`monthly_spend s` : sqlText`months m CROSS JOIN monthly_spend s ON s.month = m.month AND s.card_id = ${cardId}`)
const only = (cardId: number | null, column: SqlText): SqlText => (cardId === null ? sqlText`` : sqlText`AND ${column} = ${cardId}`)

export async function readActivity(db: Db, cardId: number | null): Promise<ReadonlyMap<number, CardActivity>> {
  const rows = await runSql<CardActivity & { id: number }>(db, sqlText`
    WITH RECURSIVE ${MONTHS}
    SELECT c.id, coalesce(p.posted, 0) + coalesce(w.waiting, 0) AS transactions,
      (SELECT min(posted_on) FROM transactions WHERE card_id = c.id) AS firstOn, (SELECT max(posted_on) FROM transactions WHERE card_id = c.id) AS lastOn
    FROM cards c
      LEFT JOIN (SELECT s.card_id, sum(s.transactions) AS posted FROM ${rowsOf(cardId)} GROUP BY s.card_id) p ON p.card_id = c.id
      LEFT JOIN (SELECT card_id, count(*) AS waiting FROM transactions INDEXED BY transactions_pending WHERE pending = 1 ${only(cardId, sqlText`card_id`)} GROUP BY card_id) w ON w.card_id = c.id
    WHERE 1 ${only(cardId, sqlText`c.id`)}`)
  return new Map(rows.map(({ id, ...activity }) => [id, activity]))
}

/** Per card the newest month with spend in it; months of payments alone do not count. */
export async function readLatestMonthSpend(db: Db, cardId: number | null): Promise<ReadonlyMap<number, Card['latestMonthSpend']>> {
  const rows = await runSql<{ id: number; currency: string; minor: number }>(db, sqlText`
    WITH RECURSIVE ${MONTHS}
    SELECT s.card_id AS id, s.currency, sum(s.spend_minor) AS minor
    FROM (SELECT s.card_id, max(s.month) AS month FROM ${rowsOf(cardId)} WHERE s.spend_minor <> 0 GROUP BY s.card_id) latest
      CROSS JOIN monthly_spend s ON s.card_id = latest.card_id AND s.month = latest.month
    GROUP BY s.card_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`)
  const spend = Map.groupBy(rows, (row) => row.id)
  return new Map([...spend].map(([id, totals]) => [id, totals.map(({ minor, currency }) => ({ minor, currency }))]))
}

/** What happened on cards, from the roll-ups: a million charges are not walked through for this. */
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

type Db = ReadDb | WriteDb

export type CardActivity = Pick<Card, 'transactions' | 'firstOn' | 'lastOn' | 'latestMonthSpend'>

interface Row {
  readonly id: number
  readonly transactions: number
  readonly firstOn: string | null
  readonly lastOn: string | null
  /** The newest month with spend in it; months of payments alone do not count. */
  readonly month: string | null
}

/** Of one card, or of all (null). */
export async function readActivity(db: Db, cardId: number | null): Promise<ReadonlyMap<number, CardActivity>> {
  const rows = await readRows(db, cardId)
  const spend = await readSpend(db, rows)
  return new Map(rows.map(({ id, transactions, firstOn, lastOn }) => [id, { transactions, firstOn, lastOn, latestMonthSpend: spend.get(id) ?? [] }]))
}

/** The roll-up lies in the order of months and then cards: it is walked through once, or looked into month by month for one card. */
function readRows(db: Db, cardId: number | null): Promise<Row[]> {
  const of = (column: SqlText): SqlText => (cardId === null ? sqlText`` : sqlText`AND ${column} = ${cardId}`)
  const rollUp = cardId === null ? sqlText`monthly_spend s` : sqlText`months m CROSS JOIN monthly_spend s ON s.month = m.month AND s.card_id = ${cardId}`
  return runSql<Row>(db, sqlText`
    WITH RECURSIVE
      months (month) AS (SELECT max(month) FROM monthly_spend UNION ALL SELECT (SELECT max(month) FROM monthly_spend WHERE month < months.month) FROM months WHERE month IS NOT NULL),
      monthly AS MATERIALIZED (SELECT s.month, s.card_id, sum(s.transactions) AS posted, max(s.spend_minor <> 0) AS spends FROM ${rollUp} GROUP BY s.month, s.card_id),
      whole AS MATERIALIZED (SELECT card_id, sum(posted) AS posted, max(CASE WHEN spends THEN month END) AS month FROM monthly GROUP BY card_id),
      waiting AS MATERIALIZED (SELECT card_id, count(*) AS charges FROM transactions INDEXED BY transactions_pending WHERE pending = 1 ${of(sqlText`card_id`)} GROUP BY card_id)
    SELECT c.id, coalesce(p.posted, 0) + coalesce(w.charges, 0) AS transactions, p.month,
      (SELECT min(posted_on) FROM transactions WHERE card_id = c.id) AS firstOn, (SELECT max(posted_on) FROM transactions WHERE card_id = c.id) AS lastOn
    FROM cards c LEFT JOIN whole p ON p.card_id = c.id LEFT JOIN waiting w ON w.card_id = c.id
    WHERE 1 ${of(sqlText`c.id`)}`)
}

async function readSpend(db: Db, of: readonly Row[]): Promise<ReadonlyMap<number, Card['latestMonthSpend']>> {
  const wanted = JSON.stringify(of.flatMap(({ id, month }) => (month === null ? [] : [[id, month]])))
  const rows = await runSql<{ id: number; currency: string; minor: number }>(db, sqlText`
    SELECT s.card_id AS id, s.currency, sum(s.spend_minor) AS minor
    FROM json_each(${wanted}) w CROSS JOIN monthly_spend s ON s.month = json_extract(w.value, '$[1]') AND s.card_id = json_extract(w.value, '$[0]')
    GROUP BY s.card_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`)
  return new Map([...Map.groupBy(rows, (row) => row.id)].map(([id, totals]) => [id, totals.map(({ minor, currency }) => ({ minor, currency }))]))
}

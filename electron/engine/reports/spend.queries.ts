/** What was spent, read from the roll-ups: posted charges only, refunds taken off, payments left out. */
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

export type CardScope = readonly number[] | null

export interface Months {
  readonly from: string
  readonly to: string
}

export interface SpendCell {
  readonly cardholderId: number | null
  readonly categoryId: number
  readonly month: string
  readonly currency: string
  readonly spendMinor: number
  readonly count: number
}

/** Restricts a statement over roll-ups `s` to some cards; true for all of them. */
export function inScope(cardIds: CardScope): SqlText {
  return cardIds === null ? sqlText`TRUE` : sqlText`s.card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`
}

/**
 * Person × category × month × currency. A cell that holds nothing but payments is no spend and is left out; one whose refunds
 * took everything back stays, as 0.
 */
export async function readCells(db: ReadDb, months: Months, cardIds: CardScope): Promise<readonly SpendCell[]> {
  return runSql<SpendCell>(db, cellsSql(months, cardIds))
}

export function cellsSql({ from, to }: Months, cardIds: CardScope): SqlText {
  return sqlText`
    SELECT c.cardholder_id AS cardholderId, s.category_id AS categoryId, s.month, s.currency, sum(s.spend_minor) AS spendMinor, sum(s.transactions) AS count
    FROM monthly_spend s CROSS JOIN cards c ON c.id = s.card_id
    WHERE s.month BETWEEN ${from} AND ${to} AND ${inScope(cardIds)}
    GROUP BY s.month, c.cardholder_id, s.category_id, s.currency
    HAVING sum(s.spend_minor) <> 0 OR sum(s.payment_minor) = 0`
}

export interface CurrencySpend {
  readonly currency: string
  readonly spendMinor: number
  readonly count: number
}

/** Per currency, the one with most charges first; months of payments alone count too. */
export async function readTotals(db: ReadDb, { from, to }: Months, cardIds: CardScope): Promise<readonly CurrencySpend[]> {
  const rows = await runSql<CurrencySpend>(db, sqlText`
    SELECT s.currency, sum(s.spend_minor) AS spendMinor, sum(s.transactions) AS count FROM monthly_spend s
    WHERE s.month BETWEEN ${from} AND ${to} AND ${inScope(cardIds)} GROUP BY s.currency ORDER BY count DESC, s.currency`)
  return rows
}

/** First and last month with posted charges; null when there are none. */
export async function readRange(db: ReadDb | WriteDb, cardIds: CardScope = null): Promise<{ first: string | null; last: string | null }> {
  const bound = async (order: SqlText) => {
    const rows = await runSql<{ month: string }>(db, sqlText`SELECT s.month FROM monthly_spend s WHERE ${inScope(cardIds)} ORDER BY s.month ${order} LIMIT 1`)
    return rows[0]?.month ?? null
  }
  return { first: await bound(sqlText`ASC`), last: await bound(sqlText`DESC`) }
}

/** `readTotals` of books that most likely know one currency: a single pass instead of a sort, when that is so. */
export async function readTotalsIn(db: ReadDb, currency: string, months: Months, cardIds: CardScope): Promise<readonly CurrencySpend[]> {
  const [row] = await runSql<{ spendMinor: number | null; count: number | null; others: number }>(db, sqlText`
    SELECT sum(s.spend_minor) AS spendMinor, sum(s.transactions) AS count, count(*) FILTER (WHERE s.currency <> ${currency}) AS others FROM monthly_spend s
    WHERE s.month BETWEEN ${months.from} AND ${months.to} AND ${inScope(cardIds)}`)
  if (row === undefined || row.others > 0) return readTotals(db, months, cardIds)
  return row.spendMinor === null || row.count === null ? [] : [{ currency, spendMinor: row.spendMinor, count: row.count }]
}

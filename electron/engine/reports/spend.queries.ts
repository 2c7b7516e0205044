/** What was spent, read from the roll-ups: posted charges only, refunds taken off, payments left out. */
import { sql, type RawBuilder } from 'kysely'
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
export function inScope(cardIds: CardScope): RawBuilder<unknown> {
  return cardIds === null ? sql`TRUE` : sql`s.card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`
}

/**
 * Person × category × month × currency. A cell that holds nothing but payments is no spend and is left out; one whose refunds
 * took everything back stays, as 0.
 */
export async function readCells(db: ReadDb, months: Months, cardIds: CardScope): Promise<readonly SpendCell[]> {
  const { rows } = await cellsSql(months, cardIds).execute(db)
  return rows
}

export function cellsSql({ from, to }: Months, cardIds: CardScope): RawBuilder<SpendCell> {
  return sql<SpendCell>`
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
  const { rows } = await sql<CurrencySpend>`
    SELECT s.currency, sum(s.spend_minor) AS spendMinor, sum(s.transactions) AS count FROM monthly_spend s
    WHERE s.month BETWEEN ${from} AND ${to} AND ${inScope(cardIds)} GROUP BY s.currency ORDER BY count DESC, s.currency`.execute(db)
  return rows
}

/** First and last month with posted charges; null when there are none. */
export async function readRange(db: ReadDb | WriteDb, cardIds: CardScope = null): Promise<{ first: string | null; last: string | null }> {
  const bound = async (order: RawBuilder<unknown>) => {
    const { rows } = await sql<{ month: string }>`SELECT s.month FROM monthly_spend s WHERE ${inScope(cardIds)} ORDER BY s.month ${order} LIMIT 1`.execute(db)
    return rows[0]?.month ?? null
  }
  return { first: await bound(sql`ASC`), last: await bound(sql`DESC`) }
}

/**
 * Per currency like `readTotals`, when it is known which currencies there can be: one pass without sorting.
 *
 * Falls back to `readTotals` when another occurs.
 */
export async function readTotalsIn(db: ReadDb, currencies: readonly string[], { from, to }: Months, cardIds: CardScope): Promise<readonly CurrencySpend[]> {
  const sums = currencies.map((currency, index) => sql`sum(s.spend_minor) FILTER (WHERE s.currency = ${currency}) AS ${sql.raw(`spend_${index}`)}, sum(s.transactions) FILTER (WHERE s.currency = ${currency}) AS ${sql.raw(`count_${index}`)}`)
  const others = currencies.map((currency) => sql`s.currency <> ${currency}`)
  const { rows } = await sql<Readonly<Record<string, number | null>>>`
    SELECT ${sql.join([...sums, sql`count(*) FILTER (WHERE ${sql.join([sql`TRUE`, ...others], sql` AND `)}) AS others`])}
    FROM monthly_spend s WHERE s.month BETWEEN ${from} AND ${to} AND ${inScope(cardIds)}`.execute(db)
  const [row] = rows
  if (row === undefined || row['others'] !== 0) return readTotals(db, { from, to }, cardIds)
  return currencies.map((currency, index) => ({ currency, spendMinor: row[`spend_${index}`] ?? 0, count: row[`count_${index}`] ?? 0 })).filter(({ count }) => count > 0)
}

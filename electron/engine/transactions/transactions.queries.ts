/** Pages of charges, what they add up to, and one charge with everything that stands behind it. */
import { sql, type RawBuilder } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { TransactionFilter, TransactionRow, TransactionSort, transactionsContract } from '#shared/rpc/contract/transactions.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { decodeCursor, encodeCursor, type Place } from './cursor.ts'
import { conditionsOf, resolveFilter, type ResolvedFilter } from './transaction-filter.queries.ts'

type Calls = typeof transactionsContract
type Page = OutputOf<Calls['list']>
type Summary = OutputOf<Calls['summary']>

interface StoredRow extends Omit<TransactionRow, 'pending'> {
  readonly pending: number
  readonly magnitude: number
}

// The order and names of TransactionRow: a row is handed on as it was read.
const COLUMNS = sql`t.id, t.posted_on AS postedOn, t.amount_minor AS amountMinor, t.currency, t.type, t.pending, m.name AS merchant, t.memo, t.note,
  t.card_id AS cardId, c.last_digits AS cardLastDigits, c.cardholder_id AS cardholderId, h.name AS cardholderName, t.category_id AS categoryId, k.name AS categoryName, t.magnitude`

// CROSS JOIN keeps SQLite from starting anywhere but at the charges.
const TABLES = sql`transactions t CROSS JOIN merchants m ON m.id = t.merchant_id CROSS JOIN cards c ON c.id = t.card_id
  CROSS JOIN categories k ON k.id = t.category_id LEFT JOIN cardholders h ON h.id = c.cardholder_id`

const ORDER = {
  newest: { by: sql`t.posted_on DESC, t.id DESC`, after: ({ key, id }: Place) => sql`(t.posted_on, t.id) < (${key}, ${id})` },
  oldest: { by: sql`t.posted_on, t.id`, after: ({ key, id }: Place) => sql`(t.posted_on, t.id) > (${key}, ${id})` },
  largest: { by: sql`t.magnitude DESC, t.id DESC`, after: ({ key, id }: Place) => sql`(t.magnitude, t.id) < (${key}, ${id})` },
  smallest: { by: sql`t.magnitude, t.id`, after: ({ key, id }: Place) => sql`(t.magnitude, t.id) > (${key}, ${id})` },
} as const satisfies Record<TransactionSort, unknown>

/** One page in the order asked for. Throws `validation.failed` for a cursor that is not of this list. */
export async function listTransactions(db: ReadDb, { filter, sort, cursor, limit }: ParsedInputOf<Calls['list']>): Promise<Page> {
  const after = cursor === null ? undefined : decodeCursor(sort, cursor)
  const resolved = await resolveFilter(db, filter)
  const found = await readPage(db, resolved, sort, after, limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const nextCursor = found.length > limit && last ? encodeCursor(sort, { key: sort === 'newest' || sort === 'oldest' ? last.postedOn : last.magnitude, id: last.id }) : null
  return { rows: rows.map(toRow), nextCursor }
}

async function readPage(db: ReadDb, filter: ResolvedFilter, sort: TransactionSort, after: Place | undefined, limit: number): Promise<readonly StoredRow[]> {
  const order = ORDER[sort]
  const conditions = after === undefined ? conditionsOf(filter) : [...conditionsOf(filter), order.after(after)]
  const { rows } = await sql<StoredRow>`SELECT ${COLUMNS} FROM ${TABLES} ${whereAll(conditions)} ORDER BY ${order.by} LIMIT ${limit}`.execute(db)
  return rows
}

/** Sums of everything the filter finds, per currency; never added up across currencies. */
export async function summariseTransactions(db: ReadDb, filter: TransactionFilter): Promise<Summary> {
  const conditions = conditionsOf(await resolveFilter(db, filter))
  const { rows } = await sql<{ currency: string; count: number; spend: number; payments: number; firstOn: string; lastOn: string }>`
    SELECT t.currency, count(*) AS count, sum(t.spend_minor) AS spend, sum(t.payment_minor) AS payments, min(t.posted_on) AS firstOn, max(t.posted_on) AS lastOn
    FROM transactions t CROSS JOIN merchants m ON m.id = t.merchant_id ${whereAll(conditions)} GROUP BY t.currency ORDER BY count(*) DESC, t.currency`.execute(db)
  const totals = (pick: (row: (typeof rows)[number]) => number) => rows.filter((row) => pick(row) !== 0).map((row) => ({ minor: pick(row), currency: row.currency }))
  return {
    count: rows.reduce((count, row) => count + row.count, 0),
    spend: totals((row) => row.spend),
    payments: totals((row) => row.payments),
    firstOn: rows.map((row) => row.firstOn).toSorted().at(0) ?? null,
    lastOn: rows.map((row) => row.lastOn).toSorted().at(-1) ?? null,
  }
}

/** One row as the list shows it. Throws `not-found`. */
export async function readTransactionRow(db: ReadDb | WriteDb, id: number): Promise<TransactionRow> {
  const { rows } = await sql<StoredRow>`SELECT ${COLUMNS} FROM ${TABLES} WHERE t.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new AppError('not-found', { kind: 'transaction' })
  return toRow(row)
}

function toRow(row: StoredRow): TransactionRow {
  const { id, postedOn, amountMinor, currency, type, merchant, memo, note, cardId, cardLastDigits, cardholderId, cardholderName, categoryId, categoryName } = row
  return { id, postedOn, amountMinor, currency, type, pending: row.pending === 1, merchant, memo, note, cardId, cardLastDigits, cardholderId, cardholderName, categoryId, categoryName }
}

function whereAll(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`
}

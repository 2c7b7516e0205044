/** Pages of charges in four orders. */
import { AppError } from '#shared/rpc/errors.ts'
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { TransactionRow, transactionsContract } from '#shared/rpc/contract/transactions.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { conditionsOf, type Fragment } from './conditions.queries.ts'
import { decodeCursor, encodeCursor, sortsByDay } from './cursor.ts'
import { orderOf, planPage, PLAN_LIMITS } from './page-plan.queries.ts'
import { resolveFilter } from './transaction-filter.queries.ts'

type Calls = typeof transactionsContract
type ListInput = ParsedInputOf<Calls['list']>

interface StoredRow extends Omit<TransactionRow, 'pending'> {
  readonly pending: number
}

const COLUMNS = sqlText`t.id, t.posted_on AS postedOn, t.amount_minor AS amountMinor, t.currency, t.type, t.pending, m.name AS merchant, t.memo, t.note,
  t.card_id AS cardId, c.last_digits AS cardLastDigits, c.cardholder_id AS cardholderId, h.name AS cardholderName, t.category_id AS categoryId, k.name AS categoryName`

// CROSS JOIN keeps SQLite from starting anywhere but at the charges.
const NAMES = sqlText`CROSS JOIN merchants m ON m.id = t.merchant_id CROSS JOIN cards c ON c.id = t.card_id
  CROSS JOIN categories k ON k.id = t.category_id LEFT JOIN cardholders h ON h.id = c.cardholder_id`

/** One page in the order asked for. Throws `validation.failed` for a cursor that is not of this list. */
export async function listTransactions(db: ReadDb, input: ListInput, limits = PLAN_LIMITS): Promise<OutputOf<Calls['list']>> {
  const { sort, limit } = input
  const found = await runSql<StoredRow>(db, await pageSql(db, input, limits))
  const rows = found.slice(0, limit).map(toRow)
  const last = rows.at(-1)
  const nextCursor = found.length > limit && last ? encodeCursor(sort, { key: sortsByDay(sort) ? last.postedOn : Math.abs(last.amountMinor), id: last.id }) : null
  return { rows, nextCursor }
}

/** The statement behind a page, for one row more than the page has: whether there is a next one. */
export async function pageSql(db: ReadDb, { filter, sort, cursor, limit }: ListInput, limits = PLAN_LIMITS): Promise<Fragment> {
  const after = cursor === null ? undefined : decodeCursor(sort, cursor)
  const resolved = await resolveFilter(db, filter)
  const ids = await planPage(db, { filter: resolved, conditions: conditionsOf(resolved), sort, after, limit: limit + 1, limits })
  return sqlText`SELECT ${COLUMNS} FROM (${ids}) page CROSS JOIN transactions t ON t.id = page.id ${NAMES} ORDER BY ${orderOf(sort)}`
}

/** One row as the list shows it. Throws `not-found`. */
export async function readTransactionRow(db: ReadDb | WriteDb, id: number): Promise<TransactionRow> {
  const rows = await runSql<StoredRow>(db, sqlText`SELECT ${COLUMNS} FROM transactions t ${NAMES} WHERE t.id = ${id}`)
  const [row] = rows
  if (!row) throw new AppError('not-found', { kind: 'transaction' })
  return toRow(row)
}

function toRow(row: StoredRow): TransactionRow {
  const { id, postedOn, amountMinor, currency, type, merchant, memo, note, cardId, cardLastDigits, cardholderId, cardholderName, categoryId, categoryName } = row
  return { id, postedOn, amountMinor, currency, type, pending: row.pending === 1, merchant, memo, note, cardId, cardLastDigits, cardholderId, cardholderName, categoryId, categoryName }
}

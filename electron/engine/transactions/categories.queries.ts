/** Categories, and who decided which charge belongs into which. */
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { Category } from '#shared/rpc/contract/transactions.contract.ts'
import type { CategoryRow } from '../db/tables/categories.table.ts'
import { changeSql, runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { listOf } from './conditions.queries.ts'

/** By name, the one for everything unknown last. */
export async function listCategories(db: ReadDb | WriteDb): Promise<Category[]> {
  const rows = await db.selectFrom('categories').selectAll().orderBy('name').execute()
  return rows.map(toCategory).toSorted((a, b) => Number(a.key === 'uncategorised') - Number(b.key === 'uncategorised') || a.name.localeCompare(b.name, 'en'))
}

/** Throws `validation.failed` (field name) when there is one of that name, however it is spelled. */
export async function createCategory(db: WriteDb, name: string, now: number): Promise<Category> {
  const wanted = matchName(name)
  if (wanted === '') throw new AppError('validation.failed', { field: 'name', reason: 'A name needs a letter or a digit.' })
  if ((await listCategories(db)).some((category) => matchName(category.name) === wanted)) {
    throw new AppError('validation.failed', { field: 'name', reason: 'There is a category of this name already.' })
  }
  const row = await db
    .insertInto('categories')
    .values({ key: `own-${wanted.replaceAll(' ', '-')}`, name, built_in: 0, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toCategory(row)
}

interface SetCategory {
  readonly ids: readonly number[]
  readonly categoryId: number
  readonly wholeMerchant: boolean
}

/**
 * Sets the category of these charges by hand, and with `wholeMerchant` that of their merchants' other charges too, those that a
 * person set one by one left alone. Returns how many charges are in another category now than before.
 *
 * Throws `not-found` for a category or any charge that is not there; then nothing is changed.
 */
export async function setCategory(db: WriteDb, { ids, categoryId, wholeMerchant }: SetCategory): Promise<number> {
  const wanted = [...new Set(ids)]
  if (!(await db.selectFrom('categories').select('id').where('id', '=', categoryId).executeTakeFirst())) throw new AppError('not-found', { kind: 'category' })
  const found = await runSql<{ count: number }>(db, sqlText`SELECT count(*) AS count FROM transactions WHERE id IN ${listOf(wanted)}`)
  if (found[0]?.count !== wanted.length) throw new AppError('not-found', { kind: 'transaction' })

  const moved = await changeSql(db, sqlText`UPDATE transactions SET category_id = ${categoryId} WHERE id IN ${listOf(wanted)} AND category_id <> ${categoryId}`)
  await changeSql(db, sqlText`UPDATE transactions SET category_source = 'person' WHERE id IN ${listOf(wanted)} AND category_source <> 'person'`)
  return moved + (wholeMerchant ? await setMerchantCategory(db, wanted, categoryId) : 0)
}

async function setMerchantCategory(db: WriteDb, ids: readonly number[], categoryId: number): Promise<number> {
  const merchants = sqlText`(SELECT DISTINCT merchant_id FROM transactions WHERE id IN ${listOf(ids)})`
  await changeSql(db, sqlText`UPDATE merchants SET category_id = ${categoryId} WHERE id IN ${merchants}`)
  const moved = await changeSql(db, sqlText`UPDATE transactions SET category_id = ${categoryId} WHERE merchant_id IN ${merchants} AND category_source <> 'person' AND category_id <> ${categoryId}`)
  await changeSql(db, sqlText`UPDATE transactions SET category_source = 'merchant' WHERE merchant_id IN ${merchants} AND category_source NOT IN ('person', 'merchant')`)
  return moved
}

function toCategory({ id, name, key, built_in: builtIn }: CategoryRow): Category {
  return { id, name, key, builtIn: builtIn === 1 }
}

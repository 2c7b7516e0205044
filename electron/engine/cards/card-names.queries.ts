/** What cards are called, for those who only name them. */
import type { ReadDb, WriteDb } from '../db/store.ts'
import { cardName } from './card-name.ts'

/** Those of `ids`, or all. */
export async function readCardNames(db: ReadDb | WriteDb, ids: readonly number[] | null): Promise<ReadonlyMap<number, string>> {
  if (ids !== null && ids.length === 0) return new Map()
  const all = db.selectFrom('cards').innerJoin('accounts', 'accounts.id', 'cards.account_id').select(['cards.id', 'cards.nickname', 'accounts.issuer', 'cards.last_digits as lastDigits', 'accounts.label as accountLabel'])
  const rows = await (ids === null ? all : all.where('cards.id', 'in', [...ids])).execute()
  return new Map(rows.map((row) => [row.id, cardName(row)]))
}

/** What people are called, for those who only name them. */
import type { ReadDb, WriteDb } from '../db/store.ts'

export async function readPersonNames(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom('cardholders').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

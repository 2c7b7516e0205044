/** What was begun in a form and is not saved yet. */
import type { KeptDraft } from '#shared/rpc/contract/drafts.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

/** The oldest go when there are more: a draft is a help, not a record. */
const MOST_DRAFTS = 50

export async function listDrafts(db: ReadDb): Promise<KeptDraft[]> {
  const rows = await db.selectFrom('drafts').select(['key', 'address', 'kept_at']).orderBy('kept_at', 'desc').execute()
  return rows.map((row) => ({ key: row.key, address: row.address, keptAt: row.kept_at }))
}

export async function readDraft(db: ReadDb, key: string): Promise<string | null> {
  const row = await db.selectFrom('drafts').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function keepDraft(db: WriteDb, draft: { readonly key: string; readonly address: string; readonly value: string; readonly now: number }): Promise<void> {
  const row = { address: draft.address, value: draft.value, kept_at: draft.now }
  await db.insertInto('drafts').values({ key: draft.key, ...row }).onConflict((conflict) => conflict.column('key').doUpdateSet(row)).execute()
  const oldest = db.selectFrom('drafts').select('key').orderBy('kept_at', 'desc').orderBy('key').limit(-1).offset(MOST_DRAFTS)
  await db.deleteFrom('drafts').where('key', 'in', oldest).execute()
}

export async function dropDraft(db: WriteDb, key: string): Promise<void> {
  await db.deleteFrom('drafts').where('key', '=', key).execute()
}

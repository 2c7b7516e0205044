/** The people whose cards these are, by name. */
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { WriteDb } from '../db/store.ts'

/** Returns the new id. Throws `validation.failed` (field name) when somebody has that name already, however it is spelled. */
export async function createCardholder(db: WriteDb, name: string, now: number): Promise<number> {
  const match = await freeName(db, name)
  const { id } = await db.insertInto('cardholders').values({ name, match_name: match, origin: 'person', created_at: now, import_id: null }).returning('id').executeTakeFirstOrThrow()
  return id
}

/**
 * A person named them: from now on the import that brought them cannot take them back.
 *
 * Throws `not-found` (kind cardholder), `validation.failed` (field name) when somebody else has that name.
 */
export async function renameCardholder(db: WriteDb, id: number, name: string): Promise<void> {
  const match = await freeName(db, name, id)
  const { numUpdatedRows } = await db.updateTable('cardholders').set({ name, match_name: match, import_id: null }).where('id', '=', id).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'cardholder' })
}

/** Whoever is here under that name, however it is spelled. */
export async function findByName(db: WriteDb, name: string): Promise<number | undefined> {
  return (await db.selectFrom('cardholders').select('id').where('match_name', '=', matchName(name)).executeTakeFirst())?.id
}

/** Somebody relies on them: no import can take them back. */
export async function keepCardholder(db: WriteDb, id: number): Promise<void> {
  await db.updateTable('cardholders').set({ import_id: null }).where('id', '=', id).execute()
}

async function freeName(db: WriteDb, name: string, own?: number): Promise<string> {
  const match = matchName(name)
  if (match === '') throw new AppError('validation.failed', { field: 'name', reason: 'A name needs a letter or a digit.' })
  const taken = await db.selectFrom('cardholders').select('id').where('match_name', '=', match).executeTakeFirst()
  if (taken !== undefined && taken.id !== own) throw new AppError('validation.failed', { field: 'name', reason: 'Somebody has this name already.' })
  return match
}

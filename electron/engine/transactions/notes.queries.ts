import { AppError } from '#shared/rpc/errors.ts'
import type { WriteDb } from '../db/store.ts'

/** The person's own words on a charge; null clears them. Throws `not-found`. */
export async function setNote(db: WriteDb, id: number, note: string | null): Promise<void> {
  const { numUpdatedRows } = await db.updateTable('transactions').set({ note }).where('id', '=', id).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'transaction' })
}

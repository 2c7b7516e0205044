import type { Settings } from '#shared/rpc/contract/settings.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

const DEFAULTS: Settings = { businessName: '', density: 'comfortable', railCollapsed: false, scopeCardIds: null, cardsView: 'grid', lockAfterMinutes: 10, presenceMinutes: 5 }

export async function readSettings(db: ReadDb | WriteDb): Promise<Settings> {
  // The table also keeps what is no setting, such as the secret of account keys.
  const rows = await db.selectFrom('settings').selectAll().where('key', 'in', Object.keys(DEFAULTS)).execute()
  const stored = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
  return { ...DEFAULTS, ...(stored as Partial<Settings>) }
}

/** Stores the settings that are given and leaves the others. */
export async function writeSettings(db: WriteDb, patch: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings> {
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue
    await db
      .insertInto('settings')
      .values({ key, value: JSON.stringify(value) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet((update) => ({ value: update.ref('excluded.value') })))
      .execute()
  }
  return readSettings(db)
}

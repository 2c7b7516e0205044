/** Tells a person that an issuer sent card numbers or security codes, which were left out. */
import type { CardDataLeftOut } from '../issuers/card-data.ts'
import type { WriteDb } from '../db/store.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { addNotice } from './sync.queries.ts'

const KIND = 'card-data-left-out'
const MOST_FIELDS = 8

/** One notice a connection until it is put aside: an issuer with such a fault sends them in every answer. */
export async function tellOfCardData(write: WriteAs, connectionId: number, { numbers, codes, fields }: CardDataLeftOut): Promise<void> {
  await write('connections.cardDataLeftOut', async ({ db, now, audit, changed }) => {
    audit({ connectionId, numbers, codes })
    changed('sync')
    const open = await openNotice(db, connectionId)
    if (!open) return addNotice(db, { connectionId, at: now, kind: KIND, details: { numbers, codes, fields: fields.join(' ') } })
    const known = JSON.parse(open.details) as { readonly numbers: number; readonly codes: number; readonly fields: string }
    const all = [...new Set([...known.fields.split(' ').filter(Boolean), ...fields])].slice(0, MOST_FIELDS)
    const details = JSON.stringify({ numbers: known.numbers + numbers, codes: known.codes + codes, fields: all.join(' ') })
    await db.updateTable('sync_notices').set({ at: now, details }).where('id', '=', open.id).execute()
  })
}

function openNotice(db: WriteDb, connectionId: number): Promise<{ readonly id: number; readonly details: string } | undefined> {
  return db.selectFrom('sync_notices').select(['id', 'details']).where('connection_id', '=', connectionId).where('kind', '=', KIND).where('seen_at', 'is', null).executeTakeFirst()
}

/** The append-only, hash-chained record of everything that changed. */
import { createHash } from 'node:crypto'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import type { AuditRow } from '../db/tables/audit.table.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { AuditDetails } from '../rpc/handlers.ts'

interface NewEntry {
  readonly at: number
  readonly action: string
  readonly details: AuditDetails
}

/** Adds one entry whose hash covers it and the hash before it. Runs inside the transaction of what it records. */
export async function appendAudit(db: WriteDb, entry: NewEntry): Promise<void> {
  const last = await db.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const details = JSON.stringify(entry.details)
  await db.insertInto('audit').values({ at: entry.at, action: entry.action, details, hash: chainHash(last?.hash, entry.at, entry.action, details) }).execute()
}

/** Newest first, those older than `before`. */
export async function listAudit(db: ReadDb, { before, limit }: { before: number | null; limit: number }): Promise<AuditEntry[]> {
  let entries = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
  if (before !== null) entries = entries.where('id', '<', before)
  return (await entries.execute()).map(toEntry)
}

/** Walks the chain from the start; `brokenAt` is the first entry whose hash does not follow from what stands before it. */
export async function verifyAudit(db: ReadDb): Promise<{ entries: number; brokenAt: number | null }> {
  let previous: AuditRow | undefined
  let entries = 0
  for (;;) {
    const page = await db.selectFrom('audit').selectAll().where('id', '>', previous?.id ?? 0).orderBy('id').limit(1_000).execute()
    for (const row of page) {
      const expected = chainHash(previous?.hash, row.at, row.action, row.details)
      if (row.id !== (previous?.id ?? 0) + 1 || !expected.equals(row.hash)) return { entries, brokenAt: row.id }
      previous = row
      entries += 1
    }
    if (page.length === 0) return { entries, brokenAt: null }
  }
}

function chainHash(previous: Uint8Array | undefined, at: number, action: string, details: string): Buffer {
  return createHash('sha256').update(previous ?? new Uint8Array(32)).update(JSON.stringify([at, action, details])).digest()
}

function toEntry(row: AuditRow): AuditEntry {
  return { id: row.id, at: row.at, action: row.action, details: JSON.parse(row.details) as AuditEntry['details'] }
}

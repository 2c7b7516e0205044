/** The append-only, hash-chained record of everything that changed. */
import { createHash } from 'node:crypto'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import type { AuditRow } from '../db/tables/audit.table.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { Pace } from '../pace.ts'
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
export async function verifyAudit(db: ReadDb, pace = new Pace()): Promise<{ entries: number; brokenAt: number | null }> {
  let previous: AuditRow | undefined
  let entries = 0
  for await (const page of auditPages(db, pace)) {
    for (const row of page) {
      const expected = chainHash(previous?.hash, row.at, row.action, row.details)
      if (row.id !== (previous?.id ?? 0) + 1 || !expected.equals(row.hash)) return { entries, brokenAt: row.id }
      previous = row
      entries += 1
    }
  }
  return { entries, brokenAt: null }
}

const PAGE_ROWS = 250

/** The whole trail from the start, in pages, with room for others between them. */
export async function* auditPages(db: ReadDb, pace: Pace): AsyncGenerator<readonly AuditRow[]> {
  for (let after = 0; ; ) {
    const page = await db.selectFrom('audit').selectAll().where('id', '>', after).orderBy('id').limit(PAGE_ROWS).execute()
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last.id
    if (pace.due) await pace.rest()
  }
}

/** Which break the trail itself tells of last; null when of none. */
export async function lastBreak(db: ReadDb): Promise<number | null> {
  const row = await db.selectFrom('audit').select('details').where('action', '=', 'audit.broken').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const brokenAt = row === undefined ? null : (JSON.parse(row.details) as AuditEntry['details'])['brokenAt']
  return typeof brokenAt === 'number' ? brokenAt : null
}

function chainHash(previous: Uint8Array | undefined, at: number, action: string, details: string): Buffer {
  return createHash('sha256').update(previous ?? new Uint8Array(32)).update(JSON.stringify([at, action, details])).digest()
}

function toEntry(row: AuditRow): AuditEntry {
  return { id: row.id, at: row.at, action: row.action, details: JSON.parse(row.details) as AuditEntry['details'] }
}

/** The whole audit trail as a file whose hashes can be followed without Cardkeep: `scripts/verify-audit.mjs` does. */
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { auditContract } from '#shared/rpc/contract/audit.contract.ts'
import { csvText } from '../exports/csv.ts'
import { writeWhole } from '../exports/write-file.ts'
import { Pace } from '../pace.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { auditPages } from './audit.queries.ts'

type Calls = typeof auditContract

const COLUMNS = ['id', 'at', 'action', 'details', 'hash'] as const

/** Throws `not-found` (target), `file.not-writable`, `db.disk-full`. `details` stays the very text that was hashed. */
export async function exportAudit({ db, files, signal, progress, write }: TaskContext, { format, target }: ParsedInputOf<Calls['export']>): Promise<OutputOf<Calls['export']>> {
  const file = files.writable(target)
  const lines: string[][] = []
  for await (const page of auditPages(db, new Pace(signal))) {
    for (const row of page) lines.push([String(row.id), String(row.at), row.action, row.details, Buffer.from(row.hash).toString('hex')])
    progress({ done: lines.length, total: null, label: 'Writing the audit trail' })
  }
  const bytes = await writeWhole(file, format === 'csv' ? csvText([COLUMNS, ...lines]) : lines.map(jsonLine).join(''), signal)
  await write(async ({ audit }) => audit({ rows: lines.length, bytes }))
  return { file: file.name, bytes, rows: lines.length }
}

function jsonLine([id, at, action, details, hash]: readonly string[]): string {
  return `${JSON.stringify({ id: Number(id), at: Number(at), action, details, hash })}\n`
}

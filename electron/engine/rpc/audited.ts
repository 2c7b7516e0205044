/** An act on many things leaves an entry for each, so that each has it in its history. */
import { appendAudit } from '../audit/audit.queries.ts'
import type { AuditDetails, CommandContext } from './handlers.ts'

/** What `work` says for the audit goes into an entry of its own instead of the call's. */
export async function audited<T>(context: CommandContext, action: string, facts: AuditDetails, work: (own: CommandContext) => Promise<T>): Promise<T> {
  let details = facts
  const done = await work({ ...context, audit: (more) => void (details = { ...details, ...more }) })
  await appendAudit(context.db, { at: context.now, action, details })
  return done
}

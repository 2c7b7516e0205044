import { z } from 'zod'
import { epochMs, id } from './common.ts'
import { query, task } from '../define.ts'

export const auditEntry = z.strictObject({
  id,
  at: epochMs,
  /** What was done, as `feature.call` or a vault event. */
  action: z.string(),
  /** Short facts about it; ids and counts, no amounts or names. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const auditCheck = z.strictObject({ entries: z.number().int(), brokenAt: id.nullable(), at: epochMs })
export type AuditCheck = z.infer<typeof auditCheck>

export const auditContract = {
  /** Newest first; `before` is the smallest id of the last page. */
  list: query({ input: z.strictObject({ before: id.nullable(), limit: z.number().int().min(1).max(200) }), output: z.array(auditEntry) }),
  /** Walks the whole hash chain. `brokenAt` is the first entry that does not fit. */
  verify: query({ input: z.strictObject({}), output: z.strictObject({ entries: z.number().int(), brokenAt: id.nullable() }) }),
  /** The check that follows every unlocking; null until it is done. */
  lastCheck: query({ input: z.strictObject({}), output: auditCheck.nullable() }),
  /** Writes every entry with its hash to the file that the person chose (`target` is its grant). */
  export: task({ input: z.strictObject({ format: z.enum(['csv', 'jsonl']), target: z.string().max(64) }), output: z.strictObject({ file: z.string(), bytes: z.number().int(), rows: z.number().int() }) }),
}

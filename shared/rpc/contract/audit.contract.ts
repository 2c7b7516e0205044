import { z } from 'zod'
import { epochMs, id } from './common.ts'
import { query } from '../define.ts'

export const auditEntry = z.strictObject({
  id,
  at: epochMs,
  /** What was done, as `feature.call` or a vault event. */
  action: z.string(),
  /** Short facts about it; ids and counts, no amounts or names. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const auditContract = {
  /** Newest first; `before` is the smallest id of the last page. */
  list: query({ input: z.strictObject({ before: id.nullable(), limit: z.number().int().min(1).max(200) }), output: z.array(auditEntry) }),
  /** Walks the whole hash chain. `brokenAt` is the first entry that does not fit. */
  verify: query({ input: z.strictObject({}), output: z.strictObject({ entries: z.number().int(), brokenAt: id.nullable() }) }),
}

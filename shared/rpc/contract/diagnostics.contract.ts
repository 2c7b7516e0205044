/** Facts for whoever helps with a problem: versions, counts, states and codes. No name, amount, number, address or text of anybody's. */
import { z } from 'zod'
import { epochMs } from './common.ts'
import { query } from '../define.ts'

const count = z.number().int().nonnegative()
/** A code of the app's own errors, such as `issuer.unreachable`. */
const code = z.string().max(60).regex(/^[a-z][a-z.-]*$/).nullable()

export const diagnosedConnection = z.strictObject({
  kind: z.enum(['files', 'gateway', 'stripe', 'other']),
  environment: z.enum(['production', 'sandbox']).nullable(),
  state: z.enum(['signed-in', 'signed-out', 'password-change-required']).nullable(),
  /** When everything was last in step. */
  syncedAt: epochMs.nullable(),
  capabilities: count,
  waiting: count,
  needsAttention: count,
  /** The last runs, the newest first. */
  runs: z.array(z.strictObject({ at: epochMs, ms: count.nullable(), reason: z.string().max(20), outcome: z.string().max(20), received: count, sent: count, error: code })).max(5),
})
export type DiagnosedConnection = z.infer<typeof diagnosedConnection>

export const diagnosticsReport = z.strictObject({
  sqlite: z.string().max(20),
  /** Version of the database's format. */
  format: count,
  bytes: count,
  /** Rows of each table, by its name in the schema. */
  rows: z.record(z.string().max(40), count),
  connections: z.array(diagnosedConnection).max(50),
  /** Kinds of notices that nobody has put aside. */
  notices: z.record(z.string().max(40), count),
  lockAfterMinutes: count,
})
export type DiagnosticsReport = z.infer<typeof diagnosticsReport>

export const diagnosticsContract = {
  report: query({ input: z.strictObject({}), output: diagnosticsReport }),
}

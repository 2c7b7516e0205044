import type { FeatureHandlers } from '../rpc/handlers.ts'
import { listAudit, verifyAudit } from './audit.queries.ts'

export const auditHandlers = {
  list: ({ db }, input) => listAudit(db, input),
  verify: ({ db }) => verifyAudit(db),
} satisfies FeatureHandlers<'audit'>

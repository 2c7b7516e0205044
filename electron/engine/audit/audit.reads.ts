import type { FeatureReads } from '../rpc/handlers.ts'
import { listAudit, verifyAudit } from './audit.queries.ts'

export const auditReads = {
  list: ({ db }, input) => listAudit(db, input),
  verify: ({ db }) => verifyAudit(db),
} satisfies FeatureReads<'audit'>

import type { FeatureHandlers } from '../rpc/handlers.ts'
import { exportAudit } from './audit-export.ts'
import { auditReads } from './audit.reads.ts'
import type { ChainCheck } from './chain-check.ts'

export function createAuditHandlers(check: Pick<ChainCheck, 'last'>): FeatureHandlers<'audit'> {
  return {
    ...auditReads,
    lastCheck: async () => check.last,
    export: (context, input) => exportAudit(context, input),
  }
}

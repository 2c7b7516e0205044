import type { FeatureHandlers } from '../rpc/handlers.ts'
import { auditReads } from './audit.reads.ts'

export const auditHandlers = { ...auditReads } satisfies FeatureHandlers<'audit'>

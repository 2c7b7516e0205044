import type { FeatureHandlers } from '../rpc/handlers.ts'
import { diagnosticsReads } from './diagnostics.reads.ts'

export const diagnosticsHandlers = { ...diagnosticsReads } satisfies FeatureHandlers<'diagnostics'>

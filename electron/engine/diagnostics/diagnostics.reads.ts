import type { FeatureReads } from '../rpc/handlers.ts'
import { readDiagnostics } from './diagnostics.queries.ts'

export const diagnosticsReads = {
  report: ({ db }) => readDiagnostics(db),
} satisfies FeatureReads<'diagnostics'>

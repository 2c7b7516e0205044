import type { FeatureReads } from '../rpc/handlers.ts'
import { listImports } from './records.queries.ts'
import { planUndo } from './undo-plan.queries.ts'

export const importsReads = {
  list: ({ db }) => listImports(db),
  undoPlan: ({ db }, { importId }) => planUndo(db, importId),
} satisfies FeatureReads<'imports'>

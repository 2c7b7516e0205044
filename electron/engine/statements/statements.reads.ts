import type { FeatureReads } from '../rpc/handlers.ts'
import { listStatements } from './statements.queries.ts'

export const statementsReads = {
  list: ({ db }, { scope }) => listStatements(db, scope),
} satisfies FeatureReads<'statements'>

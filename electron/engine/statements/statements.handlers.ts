import type { FeatureHandlers } from '../rpc/handlers.ts'
import { listStatements } from './statements.queries.ts'

export const statementsHandlers = {
  list: ({ db }, { scope }) => listStatements(db, scope),
} satisfies FeatureHandlers<'statements'>

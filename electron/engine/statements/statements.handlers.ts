import type { FeatureHandlers } from '../rpc/handlers.ts'
import { statementsReads } from './statements.reads.ts'

export const statementsHandlers = { ...statementsReads } satisfies FeatureHandlers<'statements'>

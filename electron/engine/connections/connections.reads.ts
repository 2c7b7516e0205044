import type { FeatureReads } from '../rpc/handlers.ts'
import { listConnections } from './connections.queries.ts'

export const connectionsReads = {
  list: ({ db }) => listConnections(db),
} satisfies FeatureReads<'connections'>

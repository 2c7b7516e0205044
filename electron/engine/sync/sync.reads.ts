import type { FeatureReads } from '../rpc/handlers.ts'
import { listRuns } from './runs.queries.ts'
import { readNotices, readOutboxItems } from './sync.queries.ts'

export const syncReads = {
  runs: ({ db }, input) => listRuns(db, input),
  outbox: ({ db, now }) => readOutboxItems(db, now),
  notices: ({ db }) => readNotices(db),
} satisfies FeatureReads<'sync'>

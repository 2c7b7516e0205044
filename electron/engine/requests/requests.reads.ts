import type { FeatureReads } from '../rpc/handlers.ts'
import { readRules } from './approval-rules.queries.ts'
import { monthStart } from './month-start.queries.ts'
import { listRequests } from './requests.queries.ts'

export const requestsReads = {
  list: ({ db, now }, { status }) => listRequests(db, now, status),
  rules: async ({ db, now }) => readRules(db, await monthStart(db, now)),
} satisfies FeatureReads<'requests'>

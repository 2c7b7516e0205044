import type { FeatureReads } from '../rpc/handlers.ts'
import { listDrafts, readDraft } from './drafts.queries.ts'

export const draftsReads = {
  list: ({ db }) => listDrafts(db),
  get: ({ db }, { key }) => readDraft(db, key),
} satisfies FeatureReads<'drafts'>

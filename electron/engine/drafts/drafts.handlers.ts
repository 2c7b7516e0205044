import type { FeatureHandlers } from '../rpc/handlers.ts'
import { dropDraft, keepDraft } from './drafts.queries.ts'
import { draftsReads } from './drafts.reads.ts'

export const draftsHandlers = {
  ...draftsReads,
  async keep({ db, now }, draft) {
    await keepDraft(db, { ...draft, now })
    return null
  },
  async drop({ db }, { key }) {
    await dropDraft(db, key)
    return null
  },
} satisfies FeatureHandlers<'drafts'>

import type { FeatureHandlers } from '../rpc/handlers.ts'
import { applyRemedy } from './apply-remedy.ts'
import { readRulebook } from './cause.queries.ts'
import { readDecline } from './declines.queries.ts'
import { declinesReads } from './declines.reads.ts'
import { explained } from './explained.queries.ts'

export interface DeclinesHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

export function createDeclinesHandlers({ outboxGrew }: DeclinesHandlerDeps) {
  return {
    ...declinesReads,
    async remedy(context, { connectionId, declineId, remedy }) {
      const row = await readDecline(context.db, connectionId, declineId)
      for (const grown of await applyRemedy(context, row, await readRulebook(context.db), remedy)) outboxGrew(grown)
      return explained(context.db, row, await readRulebook(context.db), context.now)
    },
  } satisfies FeatureHandlers<'declines'>
}

import type { IssuerConnector } from '../issuers/connector.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import { readDetail } from './details.queries.ts'
import { disputesReads } from './disputes.reads.ts'
import { copyDraft, discardDraft, restoreDraft, saveDraft, startDrafts } from './drafts.ts'
import { addEvidence, removeEvidence } from './evidence.ts'
import { exportBoard, exportCase, exportLetter, saveEvidence } from './exports.ts'
import { fetchEvidence } from './fetch-evidence.ts'
import { recordStep } from './record.ts'
import { respondToMerchant, submitDispute, withdrawDispute } from './submit.ts'

export interface DisputesHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
  readonly connectorOf: (connectionId: number) => Promise<Pick<IssuerConnector, 'evidenceFile'>>
}

export function createDisputesHandlers({ outboxGrew, connectorOf }: DisputesHandlerDeps) {
  const grew = (connectionId: number | null) => {
    if (connectionId !== null) outboxGrew(connectionId)
  }
  return {
    ...disputesReads,
    start: async (context, { transactionIds }) => ({ disputeIds: await startDrafts(context, transactionIds) }),
    save: (context, input) => saveDraft(context, input),
    async copyTo(context, { disputeId, to }) {
      await copyDraft(context, disputeId, to)
      return {}
    },
    async discard(context, { disputeId }) {
      grew(await discardDraft(context, disputeId))
      return {}
    },
    restore: (context, { disputeId }) => restoreDraft(context, disputeId),
    addEvidence: (context, input) => addEvidence(context, input),
    async removeEvidence(context, { disputeId, evidenceId }) {
      grew(await removeEvidence(context, disputeId, evidenceId))
      return readDetail(context.db, context.now, disputeId)
    },
    fetchEvidence: (context, which) => fetchEvidence(context, which, connectorOf),
    saveEvidence: (context, input) => saveEvidence(context, input, connectorOf),
    async submit(context, { disputeId }) {
      grew(await submitDispute(context, disputeId))
      return readDetail(context.db, context.now, disputeId)
    },
    async withdraw(context, { disputeId }) {
      grew(await withdrawDispute(context, disputeId))
      return readDetail(context.db, context.now, disputeId)
    },
    async respond(context, { disputeId, explanation }) {
      grew(await respondToMerchant(context, disputeId, explanation))
      return readDetail(context.db, context.now, disputeId)
    },
    record: (context, input) => recordStep(context, input),
    exportLetter: (context, input) => exportLetter(context, input),
    exportCase: (context, input) => exportCase(context, input, connectorOf),
    exportBoard: (context, input) => exportBoard(context, input),
  } satisfies FeatureHandlers<'disputes'>
}

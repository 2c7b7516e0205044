import type { FeatureReads } from '../rpc/handlers.ts'
import { readBoard } from './board.queries.ts'
import { readDetail } from './details.queries.ts'
import { readEligibility } from './eligibility.queries.ts'
import { readFile } from './evidence-file.queries.ts'

export const disputesReads = {
  eligibility: ({ db, now }, { transactionIds }) => readEligibility(db, now, transactionIds),
  board: ({ db, now }, { scope }) => readBoard(db, now, scope),
  get: ({ db, now }, { disputeId }) => readDetail(db, now, disputeId),
  evidence: ({ db }, { disputeId, evidenceId }) => readFile(db, disputeId, evidenceId),
} satisfies FeatureReads<'disputes'>

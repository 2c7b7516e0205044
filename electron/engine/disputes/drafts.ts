/** A dispute before it is sent: begun, kept as it is written, put aside and brought back. */
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { DisputeDetail, disputesContract } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { disputeSubject } from '../sync/subjects.ts'
import { readCase, type Case } from './cases.queries.ts'
import { readCharges } from './charges.queries.ts'
import { leftOf, readDetail } from './details.queries.ts'
import { readEligibility } from './eligibility.queries.ts'
import { copyEvidence, insertDraft, setDiscarded, updateDraft } from './stored.queries.ts'

type Calls = typeof disputesContract

/** Throws `not-found` (kind transaction), `validation.failed` (field transactionIds): then none is begun. */
export async function startDrafts({ db, now, changed, audit }: CommandContext, transactionIds: readonly number[]): Promise<number[]> {
  const eligible = await readEligibility(db, now, transactionIds)
  const refused = eligible.find(({ refusal }) => refusal !== null)
  if (refused) throw new AppError('validation.failed', { field: 'transactionIds', reason: WHY_NOT[refused.refusal ?? 'not-a-charge'] })
  const charges = await readCharges(db, transactionIds)
  const ids: number[] = []
  for (const { transactionId, disputable } of eligible) {
    const charge = charges.get(transactionId)
    if (charge === undefined) throw new AppError('not-found', { kind: 'transaction' })
    const { connectionId, channel, accountId, kept, chargeRef } = charge
    ids.push(await insertDraft(db, { connectionId, channel, transactionId, accountId, charge: kept, chargeRef, amount: disputable, now }))
  }
  audit({ disputes: ids.length, disputeId: ids[0] ?? null, transactionId: eligible[0]?.transactionId ?? null })
  changed('disputes', 'transactions')
  return ids
}

const WHY_NOT = {
  pending: 'A charge can be disputed once it has posted.',
  refund: 'A refund cannot be disputed.',
  'not-a-charge': 'Only charges and cash withdrawals can be disputed.',
  'already-disputed': 'This charge is disputed already.',
  'refunded-in-full': 'The merchant has refunded this charge in full.',
  'not-offered': 'The issuer does not take a dispute of this charge.',
} as const

/** Throws `validation.failed`: `state` (no draft any more), `amount` (above what is disputable, or in another currency). */
export async function saveDraft(context: CommandContext, { disputeId, amount, ...content }: ParsedInputOf<Calls['save']>): Promise<DisputeDetail> {
  const { db, now, changed } = context
  const one = await draftCase(context, disputeId)
  if (amount !== undefined) {
    const { disputable } = await leftOf(db, one)
    if (amount.currency !== disputable.currency) throw invalid('amount', `The charge is in ${disputable.currency}.`)
    if (amount.minor > disputable.minor) throw invalid('amount', 'This is more than what is left of the charge.')
  }
  await updateDraft(db, disputeId, { ...content, amount }, now)
  changed('disputes')
  return readDetail(db, now, disputeId)
}

/** Reason, answers, explanation and files for other drafts. Throws what `saveDraft` throws. */
export async function copyDraft(context: CommandContext, from: number, to: readonly number[]): Promise<void> {
  const { db, now, audit, changed } = context
  const { stored: { reason, explanation, answers } } = await draftCase(context, from)
  for (const disputeId of to.filter((id) => id !== from)) {
    await draftCase(context, disputeId)
    await updateDraft(db, disputeId, { reason, explanation, answers }, now)
    await copyEvidence(db, from, disputeId, now)
  }
  audit({ disputeId: from, disputes: to.length })
  changed('disputes')
}

/** Throws `not-found` (kind dispute), `validation.failed` (field state) for one that is no draft. Returns its connection where the issuer is to hear of it. */
export async function discardDraft(context: CommandContext, disputeId: number): Promise<number | null> {
  const { db, now, audit, changed } = context
  const one = await readCase(db, now, disputeId)
  const { stored: { connectionId, externalId, discardedAt }, standing: { stage }, object } = one
  if (discardedAt !== null) throw invalid('state', 'It was put aside already.')
  if (stage !== 'draft' && !(stage === 'unknown' && object === undefined)) throw invalid('state', 'It has been sent.')
  audit({ disputeId })
  await setDiscarded(db, disputeId, now, now)
  changed('disputes', 'transactions')
  const subject = disputeSubject(disputeId)
  await takeAllBack(context, one)
  const left = (await readCase(db, now, disputeId)).standing.open.find(({ command }) => command.name === 'disputes.create')
  const atIssuer = object === undefined ? (left && { answerOf: left.id }) : externalId
  if (atIssuer === undefined || atIssuer === null) return null
  await enqueue(context, { connectionId, subject, command: { name: 'disputes.discard', disputeId: atIssuer } })
  return connectionId
}

/** What of it waits and has not been seen by the issuer, from its end on. */
export async function takeAllBack(context: CommandContext, { stored: { id, connectionId } }: Case): Promise<void> {
  while (await takeBack(context, connectionId, disputeSubject(id), ['disputes.create', 'disputes.update', 'disputes.addEvidence', 'disputes.removeEvidence', 'disputes.submit'])) continue
}

/** Throws `validation.failed` (field state) where its charge is disputed by another one by now. */
export async function restoreDraft(context: CommandContext, disputeId: number): Promise<DisputeDetail> {
  const { db, now, audit, changed } = context
  const { stored: { discardedAt, transactionId, connectionId } } = await readCase(db, now, disputeId)
  if (discardedAt === null) throw invalid('state', 'It was not put aside.')
  const [eligible] = transactionId === null ? [] : await readEligibility(db, now, [transactionId])
  if (eligible?.refusal === 'already-disputed') throw invalid('state', WHY_NOT['already-disputed'])
  audit({ disputeId })
  await setDiscarded(db, disputeId, null, now)
  await takeBack(context, connectionId, disputeSubject(disputeId), ['disputes.discard'])
  changed('disputes', 'transactions')
  return readDetail(db, now, disputeId)
}

/** Throws `not-found` (kind dispute), `validation.failed` (field state). */
export async function draftCase({ db, now }: CommandContext, disputeId: number): Promise<Case> {
  const one = await readCase(db, now, disputeId)
  if (one.stored.discardedAt !== null) throw invalid('state', 'It was put aside.')
  if (one.standing.stage === 'queued') throw invalid('state', 'It waits to be sent. Take it back to change it.')
  if (one.standing.stage !== 'draft') throw invalid('state', 'It has been sent.')
  return one
}

export const invalid = (field: string, reason: string) => new AppError('validation.failed', { field, reason })

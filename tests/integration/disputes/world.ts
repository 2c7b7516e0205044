/** A company with charges to dispute, for tests: what a person writes, what the issuer then has. */
import { expect } from 'vitest'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { plainPdf } from '#sandbox/issuer/plain-pdf.ts'
import type { Company } from '#tests/support/company.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const RECEIPT = { kind: 'receipt', fileName: 'receipt.png', content: PNG, withoutLocation: false }
export const LETTERS = { kind: 'correspondence', fileName: 'letters.pdf', content: Buffer.from(plainPdf(['Where is it?', 'Coming soon.'])).toString('base64'), withoutLocation: false }

export interface Chargeable {
  readonly id: number
  readonly ref: string
  readonly minor: number
  readonly merchant: string
  readonly cardId: number
  readonly on: string
}

/** Posted charges of the last weeks that nobody disputes, the newest first; each is given once. */
export async function chargesOf({ rig, connectionId, sandbox }: Company): Promise<() => Chargeable> {
  const rows = await rig.store.read
    .selectFrom('transactions')
    .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
    .innerJoin('merchants', 'merchants.id', 'transactions.merchant_id')
    .innerJoin('cards', 'cards.id', 'transactions.card_id')
    .select(['transactions.id', 'transactions.external_id as ref', 'transactions.amount_minor as minor', 'merchants.name as merchant', 'transactions.card_id as cardId', 'transactions.transacted_on as on'])
    .where('accounts.connection_id', '=', connectionId)
    .where('cards.stands_for_account', '=', 0)
    .where('transactions.type', '=', 'charge')
    .where('pending', '=', 0)
    .where('amount_minor', '<', -1_000)
    .orderBy('transactions.posted_on', 'desc')
    .limit(200)
    .execute()
  const free = rows.flatMap(({ id, ref, minor, merchant, cardId, on }) =>
    ref === null || on === null || sandbox.world.objects.get('transaction', ref).disputeId !== null ? [] : [{ id, ref, minor: -minor, merchant, cardId, on }])
  return () => {
    const next = free.shift()
    if (next === undefined) throw new Error('no charge is left')
    return next
  }
}

/** A draft with all that this reason asks for. */
export async function wholeDraft({ call }: Company, { id, on }: Chargeable, explanation = 'It never came. winning_evidence'): Promise<number> {
  const { disputeIds: [disputeId = 0] } = await call.disputes.start({ transactionIds: [id] })
  await call.disputes.save({
    disputeId, reason: 'goods-not-received', explanation,
    answers: [{ key: 'description', value: 'Forty labels' }, { key: 'expected-on', value: on }, { key: 'merchant-contacted-on', value: on }, { key: 'delivery-issue', value: 'nothing-arrived' }],
  })
  return disputeId
}

export async function withFiles({ call }: Company, disputeId: number): Promise<DisputeDetail> {
  await call.disputes.addEvidence({ disputeId, ...RECEIPT })
  return call.disputes.addEvidence({ disputeId, ...LETTERS })
}

/** What the issuer has of a charge. */
export function atIssuer({ sandbox }: Company, { ref }: Pick<Chargeable, 'ref'>): readonly Dispute[] {
  return sandbox.world.objects.all('dispute').filter(({ transactionId }) => transactionId === ref)
}

export const submits = ({ sandbox }: Company, id: string): number =>
  sandbox.world.objects.get('dispute', id).timeline.filter(({ status }) => status === 'submitted').length

/** One row of here for one dispute of there, and both say the same. */
export async function agree(company: Company, disputeId: number, charge: Chargeable): Promise<DisputeDetail> {
  const theirs = atIssuer(company, charge)
  expect(theirs).toHaveLength(1)
  const detail = await company.call.disputes.get({ disputeId })
  const { status, amount, explanation, evidence } = theirs[0]!
  expect({ stage: detail.stage, minor: detail.amount.minor, explanation: detail.explanation }).toEqual({ stage: status, minor: amount.amountMinor, explanation })
  expect(detail.evidence.map(({ kind, fileName, bytes, by }) => ({ kind, fileName, bytes, by }))).toEqual(evidence.map(({ kind, fileName, bytes, by }) => ({ kind, fileName, bytes, by })))
  expect(detail).toMatchObject({ waitingFor: null, problem: null })
  const rows = await company.rig.store.read.selectFrom('disputes').select('id').where('transaction_id', '=', charge.id).where('discarded_at', 'is', null).execute()
  expect(rows).toEqual([{ id: disputeId }])
  return detail
}

export const statesOf = async ({ rig }: Company, disputeId: number) =>
  (await rig.store.read.selectFrom('outbox').select(['command', 'state']).where('subject', '=', `dispute:${disputeId}`).orderBy('id').execute()).map(({ command, state }) => `${command.slice('disputes.'.length)} ${state}`)

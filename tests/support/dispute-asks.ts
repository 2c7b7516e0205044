/** Disputes as a person begins, sends and withdraws them: for histories, where it is chosen by chance. */
import { AppError } from '#shared/rpc/errors.ts'
import { readCases } from '#engine/disputes/cases.queries.ts'
import { readEligibility } from '#engine/disputes/eligibility.queries.ts'
import { saveDraft, startDrafts } from '#engine/disputes/drafts.ts'
import { addEvidence } from '#engine/disputes/evidence.ts'
import { submitDispute, withdrawDispute } from '#engine/disputes/submit.ts'
import { plainPdf } from '#sandbox/issuer/plain-pdf.ts'
import { TEST_NOW } from './store.ts'
import type { SyncRig } from './sync-rig.ts'

export interface DisputeAsk {
  readonly what: string
  /** Picks among charges or disputes; even ones have a file. */
  readonly which: number
}

/** Outbox ids of what was asked; none where there is nothing to ask it about. */
export async function askAboutDispute(rig: SyncRig, { what, which }: DisputeAsk): Promise<readonly number[]> {
  const before = await newest(rig)
  try {
    if (what === 'dispute') await dispute(rig, which)
    else await withdraw(rig, which)
  } catch (error) {
    // Refused here, nothing of it is queued.
    if (!AppError.is(error, 'validation.failed')) throw error
  }
  return (await rig.store.read.selectFrom('outbox').select('id').where('id', '>', before).orderBy('id').execute()).map(({ id }) => id)
}

const newest = async (rig: SyncRig) => (await rig.store.read.selectFrom('outbox').select(({ fn }) => fn.max('id').as('id')).executeTakeFirst())?.id ?? 0

async function dispute(rig: SyncRig, which: number): Promise<void> {
  const known = (await readCases(rig.store.read, TEST_NOW, 'all')).filter(({ standing: { stage } }) => stage === 'draft')
  const disputeId = known[which % 3]?.stored.id ?? (await begin(rig, which))
  if (disputeId === undefined) return
  await rig.write('disputes.save', (context) => saveDraft(context, {
    disputeId, reason: 'fraud', explanation: `Nobody here made it (${which}).`, answers: [{ key: 'fraud-type', value: 'number-used' }, { key: 'card-in-possession', value: true }, { key: 'cardholder-denies', value: true }],
  }))
  if (which % 2 === 0) await attach(rig, disputeId, which)
  await rig.write('disputes.submit', (context) => submitDispute(context, disputeId))
}

async function begin(rig: SyncRig, which: number): Promise<number | undefined> {
  const charges = await rig.store.read.selectFrom('transactions').select('id').where('type', '=', 'charge').where('pending', '=', 0).orderBy('posted_on', 'desc').orderBy('id').limit(12).execute()
  const eligible = (await readEligibility(rig.store.read, TEST_NOW, charges.map(({ id }) => id))).filter(({ refusal }) => refusal === null)
  const charge = eligible[which % Math.max(1, eligible.length)]
  return charge && (await rig.write('disputes.start', (context) => startDrafts(context, [charge.transactionId])))[0]
}

async function attach(rig: SyncRig, disputeId: number, which: number): Promise<void> {
  try {
    await rig.write('disputes.addEvidence', (context) => addEvidence(context, { disputeId, kind: 'other', fileName: `proof-${which}.pdf`, content: Buffer.from(plainPdf([`Proof ${which}`])).toString('base64'), withoutLocation: false }))
  } catch (error) {
    // The same file is there from an attempt before.
    if (!AppError.is(error, 'validation.failed')) throw error
  }
}

async function withdraw(rig: SyncRig, which: number): Promise<void> {
  const open = (await readCases(rig.store.read, TEST_NOW, 'all')).filter(({ standing: { stage } }) => stage !== 'draft')
  const one = open[which % Math.max(1, open.length)]
  if (one) await rig.write('disputes.withdraw', (context) => withdrawDispute(context, one.stored.id))
}

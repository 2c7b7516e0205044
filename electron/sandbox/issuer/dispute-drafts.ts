/** A dispute before it is sent: the draft, its evidence, what is still missing, and until when. */
import { createHash } from 'node:crypto'
import { addDays, parseIsoDate, type IsoDate } from '#shared/domain/time.ts'
import type { BinaryContent } from '#shared/gateway/define.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import { EVIDENCE_TYPES, MAX_EVIDENCE_BYTES, type Dispute } from '#shared/gateway/resources/disputes.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { ANCHOR_ANSWERS, DISPUTE_FORMS } from './dispute-catalogue.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { nowOf, usd, type World } from './world.ts'

export const formOf = (reason: string) => DISPUTE_FORMS[reason as keyof typeof DISPUTE_FORMS]

interface Fields {
  readonly reason: Dispute['reason']
  readonly amount?: Dispute['amount']
  readonly explanation?: string
  readonly answers?: Dispute['answers']
}

/** Of the day the window starts on: an answer where the reason has one, but no day before the charge, which could not be disputed before it was made. */
export function submitByOf(world: World, transaction: Transaction, reason: string, answers: Dispute['answers']): IsoDate {
  const { windowDays, anchor } = formOf(reason)
  const answered = (ANCHOR_ANSWERS[anchor] ?? []).map((key) => answers[key]).find((value) => typeof value === 'string')
  const charged = world.zone.dayOf(transaction.transactedAt)
  const start = typeof answered === 'string' ? parseIsoDate(answered) : undefined
  return addDays(start !== undefined && start > charged ? start : charged, windowDays)
}

function checkAmount(transaction: Transaction, { amountMinor, currency }: Dispute['amount']): void {
  if (currency !== transaction.amount.currency) throw unacceptable('amount', 'currency')
  if (amountMinor > -transaction.amount.amountMinor) throw unacceptable('amount', 'above-charge')
}

export function createDraft(world: World, transactionId: string, fields: Fields): Dispute {
  const transaction = world.objects.find('transaction', transactionId)
  if (!transaction) throw world.objects.find('authorization', transactionId) ? notAllowed('not-posted') : unacceptable('transactionId', 'unknown')
  const { accountId, cardId, kind, amount } = transaction
  if ((kind !== 'charge' && kind !== 'cash') || cardId === null) throw notAllowed('not-a-charge')
  if (transaction.disputeId !== null) throw notAllowed('already-disputed')
  const wanted = fields.amount ?? usd(-amount.amountMinor)
  checkAmount(transaction, wanted)
  const { reason, explanation = '', answers = {} } = fields
  const id = world.store.nextId('dsp')
  const now = nowOf(world)
  const submitBy = submitByOf(world, transaction, reason, answers)
  const draft = world.objects.put('dispute', {
    id, transactionId, accountId, cardId, reason, status: 'draft', amount: wanted, explanation, answers, evidence: [], submitBy, createdAt: now, submittedAt: null,
    nextStep: { by: 'you', what: 'submit', until: submitBy }, provisionalCredit: null, merchantResponse: null, wonAmount: null, lossReason: null,
    timeline: [{ at: now, by: 'you', status: 'draft', note: 'Draft started' }],
  })
  world.objects.put('transaction', { ...transaction, disputeId: id })
  return draft
}

export function requireDraft(world: World, disputeId: string): Dispute {
  const dispute = world.objects.get('dispute', disputeId)
  if (dispute.status !== 'draft') throw notAllowed('already-submitted')
  return dispute
}

export function updateDraft(world: World, disputeId: string, fields: Partial<Fields>): Dispute {
  const dispute = { ...requireDraft(world, disputeId), ...fields }
  const transaction = world.objects.get('transaction', dispute.transactionId)
  checkAmount(transaction, dispute.amount)
  const submitBy = submitByOf(world, transaction, dispute.reason, dispute.answers)
  return world.objects.put('dispute', { ...dispute, submitBy, nextStep: { by: 'you', what: 'submit', until: submitBy } })
}

/** The charge can be disputed again. */
export function freeTransaction(world: World, dispute: Dispute): void {
  const transaction = world.objects.find('transaction', dispute.transactionId)
  if (transaction) world.objects.put('transaction', { ...transaction, disputeId: null })
}

/** Keys of required answers and kinds of required evidence that are not there. */
export function missingFrom(dispute: Dispute): readonly string[] {
  const { questions, evidence } = formOf(dispute.reason)
  const unanswered = questions.filter(({ key, required }) => required && (dispute.answers[key] ?? '') === '').map(({ key }) => key)
  const unproven = evidence.filter(({ kind, required }) => required && !dispute.evidence.some((item) => item.kind === kind)).map(({ kind }) => `evidence:${kind}`)
  return [...(dispute.explanation.trim() === '' ? ['explanation'] : []), ...unanswered, ...unproven]
}

const SIGNATURES: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/heic': (bytes) => bytes.subarray(4, 8).toString('latin1') === 'ftyp',
  'application/pdf': (bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-',
}

/** Attaches a file whose content is what its type says. */
export function addEvidence(world: World, dispute: Dispute, { kind, fileName }: { readonly kind: string; readonly fileName: string }, { contentType, bytes }: BinaryContent): Dispute {
  if (dispute.status !== 'draft' && dispute.nextStep?.by !== 'you') throw notAllowed('already-submitted')
  if (!EVIDENCE_TYPES.some((type) => type === contentType) || SIGNATURES[contentType]?.(Buffer.from(bytes)) !== true) throw new GatewayError('unsupported_media')
  if (bytes.byteLength > MAX_EVIDENCE_BYTES) throw new GatewayError('payload_too_large')
  const id = world.store.nextId('evd')
  world.store.addFile(id, dispute.id, contentType, bytes)
  const item = { id, kind, fileName, contentType, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex'), by: 'you' as const, addedAt: nowOf(world) }
  return world.objects.put('dispute', { ...dispute, evidence: [...dispute.evidence, item] })
}

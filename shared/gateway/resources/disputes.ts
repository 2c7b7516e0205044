/** Disputes: drafted, sent once, followed to the end. */
import { z } from 'zod'
import { DISPUTE_REASONS } from '../../domain/disputes/names.ts'
import { binary, endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, done, filledText, id, instant, money, none, page, pageQuery, requestedMoney, text, version } from '../primitives.ts'

export const disputeReason = openEnum(DISPUTE_REASONS)

export const DISPUTE_STATUSES = ['draft', 'submitted', 'acknowledged', 'merchant-response', 'pre-arbitration', 'won', 'partly-won', 'lost', 'withdrawn', 'expired'] as const
export const EVIDENCE_TYPES = ['image/png', 'image/jpeg', 'image/heic', 'application/pdf'] as const
export const MAX_EVIDENCE_BYTES = 10_485_760

export const evidence = z.object({
  id,
  kind: text(40),
  fileName: text(120),
  contentType: text(80),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  by: openEnum(['you', 'merchant', 'issuer']),
  addedAt: instant,
})
export type Evidence = z.infer<typeof evidence>

/** Text, a date as text, a yes or no, minor units. */
const answer = z.union([text(2_000), z.number().int(), z.boolean(), z.null()])
/** A kind of answer that this version does not know, exactly as it was sent; branded like `otherString`, and for the same reason. */
export const otherAnswer = z.union([z.number(), z.array(z.unknown()), z.record(z.string(), z.unknown())]).brand<'other', 'inout'>()
/** Answers by question key, as an issuer gives them back. */
export const answers = z.record(z.string().max(60), z.union([answer, otherAnswer]))

export const dispute = z.object({
  id, version,
  transactionId: id, accountId: id, cardId: id,
  reason: disputeReason,
  status: openEnum(DISPUTE_STATUSES),
  amount: money,
  explanation: text(4_000),
  answers,
  evidence: z.array(evidence).max(50),
  /** Last day on which it can be submitted. */
  submitBy: date,
  createdAt: instant,
  submittedAt: instant.nullable(),
  /** When you, the merchant or the issuer must act next; null when nobody must. */
  nextStep: z.object({ by: openEnum(['you', 'merchant', 'issuer']), what: openEnum(['submit', 'acknowledge', 'respond', 'decide']), until: date }).nullable(),
  provisionalCredit: z.object({ amount: money, transactionId: id, at: instant, reversedAt: instant.nullable() }).nullable(),
  merchantResponse: z.object({ at: instant, text: text(4_000) }).nullable(),
  /** What was won of `amount`; null while open. */
  wonAmount: money.nullable(),
  lossReason: openEnum(['refund-issued', 'delivered', 'as-described', 'authorized', 'not-cancelled', 'too-late', 'invalid-duplicate', 'other']).nullable(),
  timeline: z.array(z.object({ at: instant, by: openEnum(['you', 'merchant', 'issuer']), status: openEnum(DISPUTE_STATUSES), note: text(500) })).max(50),
})
export type Dispute = z.infer<typeof dispute>

export const reasonForm = z.object({
  reason: disputeReason,
  questions: z.array(z.object({ key: text(60), kind: openEnum(['text', 'date', 'yes-no', 'amount', 'choice', 'transaction']), choices: z.array(text(60)).max(20), required: z.boolean() })).max(30),
  evidence: z.array(z.object({ kind: text(40), required: z.boolean() })).max(20),
  /** Days from the anchor until which it can be submitted. */
  windowDays: z.number().int().positive(),
  anchor: openEnum(['transaction-date', 'expected-date', 'cancellation-date', 'received-date']),
})
export type ReasonForm = z.infer<typeof reasonForm>

const params = z.strictObject({ disputeId: id })
const evidenceParams = z.strictObject({ disputeId: id, evidenceId: id })
const draft = { reason: z.enum(DISPUTE_REASONS), amount: requestedMoney, explanation: text(4_000), answers: z.record(z.string().max(60), answer) }

export const disputesApi = {
  reasons: endpoint({ method: 'GET', path: '/v1/dispute-reasons', summary: 'What each reason asks for', auth: 'session', response: z.object({ items: z.array(reasonForm).max(60) }) }),
  list: endpoint({ method: 'GET', path: '/v1/disputes', summary: 'Disputes, newest first', auth: 'session', query: z.strictObject(pageQuery), response: page(dispute) }),
  get: endpoint({ method: 'GET', path: '/v1/disputes/{disputeId}', summary: 'One dispute', auth: 'session', params, response: dispute }),
  create: endpoint({
    method: 'POST', path: '/v1/disputes', summary: 'Start a draft for a posted charge', auth: 'session', idempotent: true,
    body: z.strictObject({ transactionId: id, ...draft }).partial({ amount: true, explanation: true, answers: true }), response: dispute, errors: ['not_allowed', 'unacceptable_value'],
  }),
  update: endpoint({ method: 'PATCH', path: '/v1/disputes/{disputeId}', summary: 'Change a draft', auth: 'session', idempotent: true, params, body: z.strictObject(draft).partial(), response: dispute, errors: ['not_allowed', 'unacceptable_value'] }),
  discard: endpoint({ method: 'DELETE', path: '/v1/disputes/{disputeId}', summary: 'Discard a draft', auth: 'session', idempotent: true, params, response: done, errors: ['not_allowed'] }),
  submit: endpoint({ method: 'POST', path: '/v1/disputes/{disputeId}/submit', summary: 'Send it, once', auth: 'session', idempotent: true, params, body: none, response: dispute, errors: ['not_allowed', 'dispute_incomplete', 'dispute_deadline_passed'] }),
  withdraw: endpoint({ method: 'POST', path: '/v1/disputes/{disputeId}/withdraw', summary: 'Withdraw', auth: 'session', idempotent: true, params, body: none, response: dispute, errors: ['not_allowed'] }),
  respond: endpoint({ method: 'POST', path: '/v1/disputes/{disputeId}/respond', summary: 'Answer the merchant', auth: 'session', idempotent: true, params, body: z.strictObject({ explanation: filledText(4_000) }), response: dispute, errors: ['not_allowed'] }),
  addEvidence: endpoint({
    method: 'POST', path: '/v1/disputes/{disputeId}/evidence', summary: 'Attach a file to a draft or to an answer', auth: 'session', idempotent: true, params,
    query: z.strictObject({ kind: filledText(40), fileName: filledText(120) }), body: binary(EVIDENCE_TYPES, MAX_EVIDENCE_BYTES), response: dispute, errors: ['not_allowed', 'unsupported_media', 'payload_too_large'],
  }),
  removeEvidence: endpoint({ method: 'DELETE', path: '/v1/disputes/{disputeId}/evidence/{evidenceId}', summary: 'Take a file off a draft', auth: 'session', idempotent: true, params: evidenceParams, response: dispute, errors: ['not_allowed'] }),
  evidenceFile: endpoint({ method: 'GET', path: '/v1/disputes/{disputeId}/evidence/{evidenceId}', summary: 'The file itself', auth: 'session', params: evidenceParams, response: binary(EVIDENCE_TYPES, MAX_EVIDENCE_BYTES) }),
}

/** Disputes: drafted here, also offline; sent once; followed to the end. Where no issuer takes them, sent by the person as a letter. */
import { z } from 'zod'
import { DISPUTE_REASONS, DISPUTE_STAGES } from '../../domain/disputes/names.ts'
import { MAX_MINOR } from '../../domain/money.ts'
import { currency, epochMs, id, isoDate, money, moneyTotals, none, scope } from './common.ts'
import { command, query, task, unrecorded } from '../define.ts'

export const disputeReason = z.enum(DISPUTE_REASONS)
export const disputeStage = z.enum(DISPUTE_STAGES)
const positive = z.strictObject({ minor: z.number().int().min(1).max(MAX_MINOR), currency })

/** One answer to a question of the reason's form (shared/domain/disputes): text, a date as YYYY-MM-DD, a choice's key; minor units; yes or no. */
export const disputeAnswer = z.strictObject({ key: z.string().min(1).max(60), value: z.union([z.string().max(2_000), z.number().int().min(-MAX_MINOR).max(MAX_MINOR), z.boolean()]) })
export type DisputeAnswer = z.infer<typeof disputeAnswer>

/** `issuer`: sent over its API; `letter`: the person sends a letter and says here what came of it. */
export const disputeChannel = z.enum(['issuer', 'letter'])

/** The charge as it was when the dispute was begun; it stays when the charge itself is taken back. */
export const disputedCharge = z.strictObject({
  /** null: the charge is gone. */
  transactionId: id.nullable(),
  merchant: z.string(),
  on: isoDate,
  /** Positive. */
  amount: money,
  cardId: id.nullable(),
  cardName: z.string(),
  holderName: z.string().nullable(),
})

/** One rule that sets a last day. */
export const disputeDeadline = z.strictObject({
  rule: z.enum(['network-window', 'billing-error-notice', 'issuer-window']),
  /** The last day. */
  on: isoDate,
  /** What it is counted from, and how many days. */
  anchor: z.enum(['transaction-date', 'expected-date', 'cancellation-date', 'received-date', 'statement-date', 'posting-date', 'issuer']),
  anchorOn: isoDate.nullable(),
  days: z.number().int().nullable(),
})

const actor = z.enum(['you', 'merchant', 'issuer'])

const row = {
  id,
  connectionId: id,
  channel: disputeChannel,
  stage: disputeStage,
  charge: disputedCharge,
  /** null: not chosen yet. */
  reason: disputeReason.nullable(),
  /** Positive: what is disputed of the charge. */
  amount: money,
  /** What was won; null while open. */
  won: money.nullable(),
  /** The earliest of the rules, while it has not been sent; null once it has. */
  sendBy: isoDate.nullable(),
  /** Whose turn it is. `until` null: no day is known. */
  nextStep: z.strictObject({ by: actor, what: z.enum(['submit', 'acknowledge', 'respond', 'decide']), until: isoDate.nullable() }).nullable(),
  /** Number of things that are missing before it can be sent. */
  missing: z.number().int().nonnegative(),
  /** Why it was not taken, in words of the issuer's API; null where nothing went wrong. */
  problem: z.strictObject({ code: z.string(), reason: z.string().nullable(), field: z.string().nullable() }).nullable(),
  createdAt: epochMs,
  sentAt: epochMs.nullable(),
}
export const disputeRow = z.strictObject(row)
export type DisputeRow = z.infer<typeof disputeRow>

export const disputeEvidence = z.strictObject({
  id,
  kind: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Pages of a PDF, 1 for an image, null where they cannot be counted. */
  pages: z.number().int().positive().nullable(),
  by: actor,
  addedAt: epochMs,
  /** False for a file of the issuer's or merchant's that has not been fetched. */
  isHere: z.boolean(),
  /** Not sent yet: it can still be taken off. */
  isUnsent: z.boolean(),
})
export type DisputeEvidence = z.infer<typeof disputeEvidence>

/** What the connection's own issuer asks for with this reason: IssuerForm of shared/domain/disputes/catalogue.ts. */
export const disputeForm = z.strictObject({
  reason: disputeReason,
  questions: z.array(z.strictObject({ key: z.string(), kind: z.enum(['text', 'date', 'yes-no', 'amount', 'choice', 'transaction']), choices: z.array(z.string()), required: z.boolean() })),
  evidence: z.array(z.strictObject({ kind: z.string(), required: z.boolean() })),
})

export const disputeDetail = z.strictObject({
  ...row,
  /** The issuer's form of the chosen reason; null where it has none, or it was not read yet. */
  form: disputeForm.nullable(),
  explanation: z.string(),
  answers: z.array(disputeAnswer),
  evidence: z.array(disputeEvidence),
  /** Keys of questions (`explanation` and `reason` among them) and `evidence:<kind>`. */
  missingKeys: z.array(z.string()),
  /** Answers that cannot be: the question's key and which rule of shared/domain/disputes it breaks. */
  contradictions: z.array(z.strictObject({ key: z.string(), rule: z.string() })),
  /** Every rule that applies, the earliest first. */
  deadlines: z.array(disputeDeadline),
  /** Refunds of the merchant that came after the charge on its card, and what is left to dispute. */
  refunds: z.array(z.strictObject({ transactionId: id, on: isoDate, amount: money })),
  disputable: money,
  timeline: z.array(z.strictObject({ at: epochMs, by: actor, stage: disputeStage, note: z.string() })),
  provisionalCredit: z.strictObject({ amount: money, at: epochMs, reversedAt: epochMs.nullable() }).nullable(),
  merchantResponse: z.strictObject({ at: epochMs, text: z.string() }).nullable(),
  lossReason: z.string().nullable(),
  /** What the issuer says of the account as a whole; null where it says nothing. `disputedTotal` is not part of what must be paid. */
  account: z.strictObject({ disputedTotal: money, balance: money, minimumDue: money.nullable(), dueOn: isoDate.nullable(), autopay: z.string().nullable() }).nullable(),
  /** The card it was paid with, for the advice before a fraud claim. */
  card: z.strictObject({ id, status: z.string(), network: z.string().nullable() }).nullable(),
  /** What can be done now. */
  can: z.strictObject({ edit: z.boolean(), submit: z.boolean(), withdraw: z.boolean(), respond: z.boolean(), record: z.boolean(), discard: z.boolean() }),
  /** A change of it that waits to be sent. */
  waitingFor: z.enum(['submit', 'withdraw', 'respond']).nullable(),
})
export type DisputeDetail = z.infer<typeof disputeDetail>

const rate = { won: z.number().int(), partly: z.number().int(), lost: z.number().int() }

export const disputeBoard = z.strictObject({
  today: isoDate,
  /** What needs somebody first, then the newest. At most 1,000. */
  rows: z.array(disputeRow),
  /** Disputed and not decided, drafts not counted. */
  atStake: moneyTotals,
  /** Decided ones. */
  byReason: z.array(z.strictObject({ reason: disputeReason.nullable(), ...rate })),
  byMerchant: z.array(z.strictObject({ merchant: z.string(), ...rate })),
})
export type DisputeBoard = z.infer<typeof disputeBoard>

export const disputeEligibility = z.strictObject({
  transactionId: id,
  /** null: it can be disputed. */
  refusal: z.enum(['pending', 'refund', 'not-a-charge', 'already-disputed', 'refunded-in-full', 'not-offered']).nullable(),
  /** The dispute that is open on it, where there is one. */
  disputeId: id.nullable(),
  disputable: money,
  channel: disputeChannel,
})
export type DisputeEligibility = z.infer<typeof disputeEligibility>

const which = z.strictObject({ disputeId: id })
/** 10 MiB as base64. */
const MAX_CONTENT = 13_981_016

export const disputesContract = {
  /** Whether these charges can be disputed, and if not, why. */
  eligibility: query({ input: z.strictObject({ transactionIds: z.array(id).min(1).max(20) }), output: z.array(disputeEligibility) }),
  board: query({ input: z.strictObject({ scope }), output: disputeBoard }),
  get: query({ input: which, output: disputeDetail }),
  /** A draft for each charge. Fails with `validation.failed` (field transactionIds) where one of them cannot be disputed; then none is begun. */
  start: command({ input: z.strictObject({ transactionIds: z.array(id).min(1).max(20) }), output: z.strictObject({ disputeIds: z.array(id) }) }),
  /** Keeps what is there so far, complete or not. Fails with `validation.failed` (amount above what is disputable, or in another currency; state: sent already). */
  save: unrecorded({
    input: z.strictObject({ disputeId: id, reason: disputeReason.nullable().optional(), amount: positive.optional(), explanation: z.string().max(4_000).optional(), answers: z.array(disputeAnswer).max(30).optional() }),
    output: disputeDetail,
  }),
  /** Reason, answers, explanation and files of one draft for others. Their amounts stay. */
  copyTo: command({ input: z.strictObject({ disputeId: id, to: z.array(id).min(1).max(20) }), output: none }),
  /** Puts a draft aside; `restore` brings it back. What an issuer has of it goes too. */
  discard: command({ input: which, output: none }),
  restore: command({ input: which, output: disputeDetail }),
  /**
   * `content`: the file as base64. Its type is read from the content. Fails with `validation.failed` (field content: not a PNG, JPEG, HEIC or PDF, or
   * damaged; too large; too many). `withoutLocation`: where and with what a photo was taken is removed before it is kept.
   */
  addEvidence: command({
    input: z.strictObject({ disputeId: id, kind: z.string().min(1).max(40), fileName: z.string().trim().min(1).max(120), content: z.string().min(4).max(MAX_CONTENT), withoutLocation: z.boolean() }),
    output: disputeDetail,
  }),
  removeEvidence: command({ input: z.strictObject({ disputeId: id, evidenceId: id }), output: disputeDetail }),
  /** A file that is here, as base64. Fails with `not-found` (file). */
  evidence: query({ input: z.strictObject({ disputeId: id, evidenceId: id }), output: z.strictObject({ contentType: z.string(), content: z.string() }) }),
  /** Brings a file of the merchant's or issuer's here. Needs the network. */
  fetchEvidence: task({ input: z.strictObject({ disputeId: id, evidenceId: id }), output: disputeDetail }),
  /** A copy into a file that a person chose (its grant). */
  saveEvidence: task({ input: z.strictObject({ disputeId: id, evidenceId: id, target: z.string().max(64) }), output: z.strictObject({ bytes: z.number().int() }) }),
  /** Sends it, once. Fails with `validation.failed` (field: the first that is missing; `state`; `sendBy`: the issuer takes it no more). */
  submit: command({ presence: true, input: which, output: disputeDetail }),
  withdraw: command({ input: which, output: disputeDetail }),
  /** Answers the merchant, with the files added since. */
  respond: command({ input: z.strictObject({ disputeId: id, explanation: z.string().trim().min(1).max(3_000) }), output: disputeDetail }),
  /** Channel `letter`: what came of it, by hand. `won` for partly-won only. Fails with `validation.failed` where no such step follows (shared/domain/disputes/stages.ts). */
  record: command({ input: z.strictObject({ disputeId: id, stage: disputeStage, on: isoDate, note: z.string().trim().max(500), won: positive.nullable() }), output: disputeDetail }),
  /** The letter alone, and the case file: letter, answers, timeline and every file that can be shown, in one PDF. */
  exportLetter: task({ input: z.strictObject({ disputeId: id, target: z.string().max(64) }), output: z.strictObject({ bytes: z.number().int(), pages: z.number().int() }) }),
  exportCase: task({ input: z.strictObject({ disputeId: id, target: z.string().max(64) }), output: z.strictObject({ bytes: z.number().int(), pages: z.number().int(), leftOut: z.array(z.string()) }) }),
  exportBoard: task({ input: z.strictObject({ scope, target: z.string().max(64) }), output: z.strictObject({ bytes: z.number().int(), rows: z.number().int() }) }),
}

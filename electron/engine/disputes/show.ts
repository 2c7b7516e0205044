/** A dispute as a window shows it. Pure. */
import { contradictionsIn, missingFrom, stopping, type Contradiction } from '#shared/domain/disputes/checks.ts'
import { mayEdit, mayRecord, mayRespond, mayWithdraw } from '#shared/domain/disputes/stages.ts'
import { DISPUTE_REASONS } from '#shared/domain/disputes/names.ts'
import type { Money } from '#shared/domain/money.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import type { DisputeDetail, DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import type { Case } from './cases.queries.ts'
import { letterNextStep } from './letter-course.ts'
import { stageOf } from './standing.ts'
import type { Step } from './stored.queries.ts'

/** What the issuer has of it, which is its own to say; a draft is the person's. */
const issuers = ({ object }: Case): Dispute | undefined => (object?.status === 'draft' ? undefined : object)
const knownReason = (reason: string): DisputeRow['reason'] => DISPUTE_REASONS.find((known) => known === reason) ?? null

export function rowOf(one: Case): DisputeRow {
  const { stored, standing, deadlines } = one
  const theirs = issuers(one)
  const { merchant, on, amount, cardId, cardName, holderName } = stored.charge
  const { stage, problem, sentAt } = standing
  return {
    id: stored.id, connectionId: stored.connectionId, channel: stored.channel, stage,
    charge: { transactionId: stored.transactionId, merchant, on, amount, cardId, cardName, holderName },
    reason: theirs === undefined ? stored.reason : knownReason(theirs.reason),
    amount: amountOf(one),
    won: wonOf(one),
    sendBy: stage === 'draft' || stage === 'queued' ? (deadlines[0]?.on ?? null) : null,
    nextStep: nextStepOf(one),
    missing: stage === 'draft' ? missingIn(one).length : 0,
    problem,
    createdAt: stored.createdAt,
    sentAt: stage === 'draft' || stage === 'queued' ? null : sentAt,
  }
}

export const missingIn = ({ stored: { reason, explanation, answers }, files, form }: Case): readonly string[] =>
  missingFrom({ reason, explanation, answers, evidenceKinds: files.filter(({ by }) => by === 'you').map(({ kind }) => kind), form })

export function contradictions({ stored: { reason, answers, transactionId, charge, amount }, form, today }: Case, disputable: Money): readonly Contradiction[] {
  return contradictionsIn({ reason, answers, transactionId, chargedOn: charge.on as IsoDate, today, amount, disputable, form })
}

export function amountOf(one: Case): Money {
  const theirs = issuers(one)
  return theirs === undefined ? one.stored.amount : { minor: Math.abs(theirs.amount.amountMinor), currency: theirs.amount.currency }
}

function wonOf(one: Case): Money | null {
  const { stored, standing: { stage }, steps } = one
  if (stored.channel === 'issuer') return one.object?.wonAmount ? moneyOf(one.object.wonAmount) : null
  if (stage === 'won') return stored.amount
  if (stage === 'lost') return { minor: 0, currency: stored.amount.currency }
  const won = stage === 'partly-won' ? (steps.at(-1)?.wonMinor ?? null) : null
  return won === null ? null : { minor: won, currency: stored.amount.currency }
}

const ACTORS = ['you', 'merchant', 'issuer'] as const
const WHATS = ['submit', 'acknowledge', 'respond', 'decide'] as const

function nextStepOf(one: Case): DisputeRow['nextStep'] {
  const { standing: { stage }, deadlines, stored, object, steps } = one
  if (stage === 'draft') return { by: 'you', what: 'submit', until: deadlines[0]?.on ?? null }
  if (stage === 'queued') return { by: 'issuer', what: 'acknowledge', until: null }
  if (stored.channel === 'letter') return letterNextStep(stage, steps)
  const step = object?.nextStep
  const [by, what] = [ACTORS.find((known) => known === step?.by), WHATS.find((known) => known === step?.what)]
  return by === undefined || what === undefined ? null : { by, what, until: step?.until ?? null }
}

export interface Around {
  readonly refunds: DisputeDetail['refunds']
  readonly disputable: Money
  readonly account: DisputeDetail['account']
  readonly card: DisputeDetail['card']
  /** Charges here by the issuer's id. */
  readonly charges: ReadonlyMap<string, number>
}

export function detailOf(one: Case, { refunds, disputable, account, card, charges }: Around): DisputeDetail {
  const { stored, object, standing: { stage, waitingFor }, files, form, deadlines } = one
  const theirs = issuers(one)
  const isDraft = stage === 'draft'
  return {
    ...rowOf(one),
    form: form && { reason: form.reason, questions: form.questions.map((question) => ({ ...question, choices: [...question.choices] })), evidence: [...form.evidence] },
    explanation: theirs?.explanation ?? stored.explanation,
    answers: theirs === undefined ? [...stored.answers] : answersOf(theirs, charges, form),
    evidence: files.map(({ id, kind, fileName, contentType, bytes, pages, by, addedAt, isHere, isUnsent }) => ({ id, kind, fileName, contentType, bytes, pages, by, addedAt, isHere: isHere === 1, isUnsent })),
    missingKeys: isDraft ? [...missingIn(one)] : [],
    contradictions: isDraft ? [...contradictions(one, disputable)] : [],
    deadlines: [...deadlines],
    refunds, disputable,
    timeline: timelineOf(one),
    provisionalCredit: object?.provisionalCredit ? { amount: moneyOf(object.provisionalCredit.amount), at: object.provisionalCredit.at, reversedAt: object.provisionalCredit.reversedAt } : null,
    merchantResponse: object?.merchantResponse ?? null,
    lossReason: object?.lossReason ?? null,
    account, card,
    can: powersOf(one, disputable),
    waitingFor,
  }
}

/** Whether what stands there could be sent now: why it cannot is in `missingKeys`, `contradictions` and the deadlines. */
export function isSubmittable(one: Case, disputable: Money): boolean {
  return one.stored.channel === 'issuer' && one.standing.stage === 'draft' && missingIn(one).length === 0 && stopping(contradictions(one, disputable)).length === 0 && !isTooLate(one)
}

/** The issuer takes it no more. What the network or the law counts is told, and left to the person. */
export const isTooLate = ({ deadlines, today }: Case): boolean => deadlines.some(({ rule, on }) => rule === 'issuer-window' && on < today)

function powersOf(one: Case, disputable: Money): DisputeDetail['can'] {
  const { stored: { channel, discardedAt }, standing: { stage, waitingFor, canTakeBack }, object } = one
  if (discardedAt !== null) return { edit: false, submit: false, withdraw: false, respond: false, record: false, discard: false }
  return {
    edit: mayEdit(stage),
    submit: isSubmittable(one, disputable),
    withdraw: channel === 'issuer' && (stage === 'queued' ? canTakeBack : mayWithdraw(stage) && waitingFor === null),
    respond: mayRespond(stage, channel) && waitingFor === null,
    record: mayRecord(stage, channel),
    discard: stage === 'draft' || (channel === 'issuer' && object === undefined && stage === 'unknown'),
  }
}

function answersOf({ answers }: Dispute, charges: ReadonlyMap<string, number>, form: Case['form']): DisputeDetail['answers'] {
  const naming = new Set(form?.questions.filter(({ kind }) => kind === 'transaction').map(({ key }) => key) ?? [])
  return Object.entries(answers).flatMap(([key, value]): DisputeDetail['answers'] => {
    if (typeof value === 'string') return [{ key, value: (naming.has(key) ? charges.get(value) : undefined) ?? value.slice(0, 2_000) }]
    return typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value)) ? [{ key, value }] : []
  })
}

/** The issuer's, from its first word on; what was done here before it stands at the beginning. */
function timelineOf({ stored, object, steps, standing: { queuedAt } }: Case): DisputeDetail['timeline'] {
  const own = object === undefined ? [{ at: stored.createdAt, by: 'you' as const, stage: 'draft' as const, note: '' }] : []
  const theirs = (object?.timeline ?? []).map(({ at, by, status, note }) => ({ at, by: ACTORS.find((known) => known === by) ?? ('issuer' as const), stage: stageOf(status), note }))
  const recorded = steps.map(({ at, stage, note }) => ({ at, by: byOf(stage), stage, note }))
  return [...own, ...theirs, ...recorded, ...(queuedAt === null ? [] : [{ at: queuedAt, by: 'you' as const, stage: 'queued' as const, note: '' }])]
}

const BY_YOU: ReadonlySet<Step['stage']> = new Set(['submitted', 'withdrawn'])
const byOf = (stage: Step['stage']): (typeof ACTORS)[number] => (BY_YOU.has(stage) ? 'you' : stage === 'merchant-response' ? 'merchant' : 'issuer')

const moneyOf = ({ amountMinor, currency }: Dispute['amount']): Money => ({ minor: amountMinor, currency })

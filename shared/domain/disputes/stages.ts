/** The stages of a dispute: which follow each other, what may be done in each, and what happens next. */
import type { DisputeStage } from './names.ts'

export type DisputeChannel = 'issuer' | 'letter'
type Actor = 'you' | 'merchant' | 'issuer'

const DECISIONS = ['won', 'partly-won', 'lost'] as const satisfies readonly DisputeStage[]

/**
 * What can follow at once. An issuer may tell of several steps at a time; then only the last is seen (`canBecome`). `unknown` is a word that this version
 * does not know: anything can stand before and after it.
 */
const MOVES: Readonly<Record<DisputeStage, readonly DisputeStage[]>> = {
  draft: ['queued', 'submitted', 'expired'],
  // Refused, it is a draft again.
  queued: ['draft', 'submitted', 'expired'],
  submitted: ['acknowledged', 'merchant-response', ...DECISIONS, 'withdrawn'],
  acknowledged: ['merchant-response', 'pre-arbitration', ...DECISIONS, 'withdrawn'],
  'merchant-response': ['pre-arbitration', ...DECISIONS, 'withdrawn'],
  'pre-arbitration': [...DECISIONS, 'withdrawn'],
  won: [],
  'partly-won': [],
  lost: [],
  withdrawn: [],
  expired: [],
  unknown: ['submitted', 'acknowledged', 'merchant-response', 'pre-arbitration', ...DECISIONS, 'withdrawn', 'expired'],
}

/** A letter waits for nobody to take it, and its time ends without anybody saying so. */
const LETTER_ONLY_SKIPS: ReadonlySet<DisputeStage> = new Set(['queued', 'expired', 'unknown'])

/** The stages that can follow at once. For a letter: what a person can record. */
export function movesFrom(stage: DisputeStage, channel: DisputeChannel): readonly DisputeStage[] {
  if (channel === 'issuer') return isOver(stage) || stage === 'unknown' ? MOVES[stage] : [...MOVES[stage], ...(isSent(stage) ? (['unknown'] as const) : [])]
  return LETTER_ONLY_SKIPS.has(stage) ? [] : MOVES[stage].filter((next) => !LETTER_ONLY_SKIPS.has(next))
}

/** Whether `to` can be seen after `from`, now or after steps in between. A stage can stay as it is. */
export function canBecome(from: DisputeStage, to: DisputeStage, channel: DisputeChannel): boolean {
  const seen = new Set<DisputeStage>([from])
  for (const stage of seen) for (const next of movesFrom(stage, channel)) seen.add(next)
  return seen.has(to)
}

const DECIDED: ReadonlySet<DisputeStage> = new Set(DECISIONS)
const OVER: ReadonlySet<DisputeStage> = new Set([...DECISIONS, 'withdrawn', 'expired'])
const SENT: ReadonlySet<DisputeStage> = new Set(['submitted', 'acknowledged', 'merchant-response', 'pre-arbitration'])

/** Decided by the issuer or the network. */
export const isDecided = (stage: DisputeStage): boolean => DECIDED.has(stage)
/** Nothing follows. */
export const isOver = (stage: DisputeStage): boolean => OVER.has(stage)
/** Drafts and what is queued are open too: no other dispute of the same charge can be begun. */
export const isOpen = (stage: DisputeStage): boolean => !isOver(stage)
/** With the issuer and not over: its amount is at stake. */
export const isSent = (stage: DisputeStage): boolean => SENT.has(stage)
export const isAtStake = (stage: DisputeStage): boolean => isSent(stage) || stage === 'queued' || stage === 'unknown'
export const mayEdit = (stage: DisputeStage): boolean => stage === 'draft'
export const maySubmit = (stage: DisputeStage): boolean => stage === 'draft'
export const mayDiscard = (stage: DisputeStage): boolean => stage === 'draft'
/** For a letter, that the person has written to the issuer and says so here. */
export const mayWithdraw = (stage: DisputeStage): boolean => isSent(stage)
export const mayRespond = (stage: DisputeStage, channel: DisputeChannel): boolean => channel === 'issuer' && stage === 'merchant-response'
export const mayRecord = (stage: DisputeStage, channel: DisputeChannel): boolean => channel === 'letter' && movesFrom(stage, channel).length > 0

export interface StageWords {
  readonly title: string
  /** Whose turn it is; null: nobody's. */
  readonly turn: Actor | null
  /** What happens next, and what to do meanwhile. */
  readonly next: Readonly<Record<DisputeChannel, string>>
}

const both = (text: string): StageWords['next'] => ({ issuer: text, letter: text })
const DECIDED_LETTER = 'The issuer writes to you what it decided. Record it here.'

export const STAGES: Readonly<Record<DisputeStage, StageWords>> = {
  draft: { title: 'Draft', turn: 'you', next: { issuer: 'Answer what is missing, then send it. It can be sent once.', letter: 'Answer what is missing, print the letter and send it. Then record the day you sent it.' } },
  queued: { title: 'Waiting to be sent', turn: null, next: both('It goes out by itself as soon as the issuer can be reached. Until the last day there is nothing to do; stay online once before it.') },
  submitted: {
    title: 'Sent', turn: 'issuer',
    next: { issuer: 'The issuer confirms that it has it, as a rule within days and at most 30. Pay the rest of the statement as usual.', letter: 'The issuer confirms in writing, at most 30 days after it has your letter. Without an answer, call the number on your statement.' },
  },
  acknowledged: {
    title: 'Taken by the issuer', turn: 'merchant',
    next: { issuer: 'The merchant has up to 30 days to answer. A provisional credit can be taken back; do not count on it yet.', letter: 'The merchant has up to 30 days to answer. Record here what the issuer writes to you.' },
  },
  'merchant-response': {
    title: 'The merchant answered', turn: 'you',
    next: { issuer: 'Read what the merchant sent. Answer it with what proves your side, or withdraw. Without an answer it is decided on what is there.', letter: 'Read what the merchant sent, and answer the issuer in writing. Record it here.' },
  },
  'pre-arbitration': { title: 'The issuer weighs both sides', turn: 'issuer', next: { issuer: 'The issuer or the network decides, as a rule within 30 days. There is nothing to do.', letter: DECIDED_LETTER } },
  won: { title: 'Won', turn: null, next: both('The credit stays. Nothing is left to do.') },
  'partly-won': { title: 'Won in part', turn: null, next: both('Part of the amount stays credited. The rest is due with the next statement.') },
  lost: { title: 'Lost', turn: null, next: both('The amount is due again. Ask the issuer for the reason in writing; a claim against the merchant itself can still be made.') },
  withdrawn: { title: 'Withdrawn', turn: null, next: both('The amount is due again. Most issuers take no second dispute of the same charge.') },
  expired: { title: 'Not sent in time', turn: null, next: both('The issuer takes it no more. Ask the merchant for a refund; it can give one at any time.') },
  unknown: { title: 'In progress', turn: 'issuer', next: both('The issuer uses a word that this version does not know. Look at the issuer’s own site for what it means.') },
}

/** How to send a letter oneself. */
export const LETTER_STEPS: readonly string[] = [
  'Print the case file and sign the letter.',
  'Send it to the address for billing inquiries. It stands on the statement, often on the back, and is not the address for payments.',
  'Send it by certified mail, or upload it where the issuer’s site takes letters, and keep the proof.',
  'Send copies and keep the originals.',
  'Keep paying what is not disputed.',
  'Record here the day you sent it. The answer is due within 30 days.',
]

/** Whose turn it is, and until when. */
import { ATTENTION_DAYS, daysLeft } from '#shared/domain/disputes/deadline.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

export interface DayWords {
  /** "3 Dec". */
  readonly date: (day: string) => string
  readonly today: string
}

/** "9 days left", "last day today", "2 days over". */
export function leftText(day: string, today: string): string {
  const days = daysLeft(today, day)
  if (days === 0) return 'last day today'
  if (days < 0) return days === -1 ? '1 day over' : `${-days} days over`
  return days === 1 ? '1 day left' : `${days} days left`
}

type Waiting = Pick<DisputeRow, 'stage' | 'sendBy' | 'problem' | 'nextStep'>

const isUnsent = ({ stage }: Pick<DisputeRow, 'stage'>): boolean => stage === 'draft' || stage === 'queued'

/** Until when the one whose turn it is has to have done it; null where no day is known or nobody's turn it is. */
export function dueOn(dispute: Pick<DisputeRow, 'stage' | 'sendBy' | 'nextStep'>): string | null {
  return isUnsent(dispute) ? dispute.sendBy : (dispute.nextStep?.until ?? null)
}

const QUEUED_DAYS = 3
/** So long after its last day there is still something to be done. The engine's morning page counts the same. */
const DAYS_AFTER = 30
const isClose = (days: number, before: number): boolean => days <= before && days >= -DAYS_AFTER

/** It was refused, its time runs out, or the merchant's answer waits for one. */
export function needsYou(dispute: Waiting, today: string): boolean {
  if (dispute.problem !== null) return true
  // What waits goes out by itself as soon as the issuer can be reached: only close to its last day is that a person's business.
  if (isUnsent(dispute)) return dispute.sendBy !== null && isClose(daysLeft(today, dispute.sendBy), dispute.stage === 'draft' ? ATTENTION_DAYS : QUEUED_DAYS)
  return dispute.nextStep?.by === 'you' && dispute.nextStep.what === 'respond'
}

const by = (until: string | null, { date }: Pick<DayWords, 'date'>): string => (until === null ? '' : ` by ${date(until)}`)

/** "Send it by 3 Dec", "The merchant may answer until 9 Dec"; null where nothing more happens. */
export function nextText({ stage, channel, sendBy, nextStep }: Pick<DisputeRow, 'stage' | 'channel' | 'sendBy' | 'nextStep'>, words: DayWords): string | null {
  if (stage === 'draft') return draftText(sendBy, channel, words)
  if (stage === 'queued') return sendBy === null ? 'Goes out by itself' : `Goes out by itself; last day ${words.date(sendBy)}`
  if (nextStep === null) return null
  const { by: who, what, until } = nextStep
  if (who === 'you') return what === 'respond' ? `Answer the merchant${by(until, words)}` : `Your turn${by(until, words)}`
  if (who === 'merchant') return until === null ? 'The merchant may answer' : `The merchant may answer until ${words.date(until)}`
  return `The issuer ${what === 'acknowledge' ? 'confirms it' : what === 'decide' ? 'decides' : 'answers'}${by(until, words)}`
}

function draftText(sendBy: string | null, channel: DisputeRow['channel'], { date, today }: DayWords): string {
  if (sendBy === null) return 'Choose what happened'
  return sendBy < today ? `Could be sent until ${date(sendBy)}` : `${channel === 'letter' ? 'Post it' : 'Send it'} by ${date(sendBy)}`
}

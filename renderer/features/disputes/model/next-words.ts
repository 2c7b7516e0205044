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

/** Until when the one whose turn it is has to have done it; null where no day is known or nobody's turn it is. */
export function dueOn({ stage, sendBy, nextStep }: Pick<DisputeRow, 'stage' | 'sendBy' | 'nextStep'>): string | null {
  return stage === 'draft' ? sendBy : (nextStep?.until ?? null)
}

/** It was refused, its time runs out, or the merchant's answer waits for one. */
export function needsYou(dispute: Waiting, today: string): boolean {
  if (dispute.problem !== null) return true
  if (dispute.stage === 'draft') return dispute.sendBy !== null && daysLeft(today, dispute.sendBy) <= ATTENTION_DAYS
  return dispute.nextStep?.by === 'you' && dispute.nextStep.what === 'respond'
}

const by = (until: string | null, { date }: Pick<DayWords, 'date'>): string => (until === null ? '' : ` by ${date(until)}`)

/** "Send it by 3 Dec", "The merchant may answer until 9 Dec"; null where nothing more happens. */
export function nextText({ stage, channel, sendBy, nextStep }: Pick<DisputeRow, 'stage' | 'channel' | 'sendBy' | 'nextStep'>, words: DayWords): string | null {
  if (stage === 'draft') return draftText(sendBy, channel, words)
  if (stage === 'queued') return 'Goes out as soon as the issuer can be reached'
  if (nextStep === null) return null
  const { by: who, what, until } = nextStep
  if (who === 'you') return what === 'respond' ? `Answer the merchant${by(until, words)}` : `Your turn${by(until, words)}`
  if (who === 'merchant') return until === null ? 'The merchant may answer' : `The merchant may answer until ${words.date(until)}`
  return `${channel === 'letter' ? 'The bank' : 'The issuer'} ${what === 'acknowledge' ? 'confirms it' : what === 'decide' ? 'decides' : 'answers'}${by(until, words)}`
}

function draftText(sendBy: string | null, channel: DisputeRow['channel'], { date, today }: DayWords): string {
  if (sendBy === null) return 'Choose what happened'
  return sendBy < today ? `Could be sent until ${date(sendBy)}` : `${channel === 'letter' ? 'Post it' : 'Send it'} by ${date(sendBy)}`
}

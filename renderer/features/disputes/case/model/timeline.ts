/** What happened to a dispute, in the order in which it happened; the credit between the issuer's own steps. */
import { STAGES } from '#shared/domain/disputes/stages.ts'
import type { Money } from '#shared/domain/money.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

export interface TimelineEvent {
  readonly key: string
  readonly at: number
  readonly title: string
  /** "You", "The merchant", "The issuer". */
  readonly who: string
  readonly note: string
  readonly tone: 'plain' | 'good' | 'danger'
}

type Told = Pick<DisputeDetail, 'timeline' | 'provisionalCredit' | 'stage'>

const WHO = { you: 'You', merchant: 'The merchant', issuer: 'The issuer' } as const

const TONES: ReadonlyMap<string, TimelineEvent['tone']> = new Map([['won', 'good'], ['partly-won', 'good'], ['lost', 'danger'], ['expired', 'danger']])

/** In the engine's order: what a person records of a day has no hour. */
export function timelineOf(dispute: Told, money: (money: Money) => string): readonly TimelineEvent[] {
  const { timeline } = dispute
  const steps = timeline.map(({ at, by, stage, note }, index): TimelineEvent => ({
    key: `${at} ${stage} ${index}`, at, title: STAGES[stage].title, who: WHO[by], note: isSaid(note, stage) ? '' : note, tone: TONES.get(stage) ?? 'plain',
  }))
  return creditEvents(dispute, money).reduce<readonly TimelineEvent[]>(withEvent, steps)
}

/** After the last that was before it; where the credit came in the same moment as a step, it came of it. */
function withEvent(events: readonly TimelineEvent[], event: TimelineEvent): readonly TimelineEvent[] {
  const index = events.findLastIndex(({ at }) => at <= event.at) + 1
  return events.toSpliced(index, 0, event)
}

const SAID: ReadonlySet<string> = new Set(['draft started', 'submitted', 'withdrawn'])

/** A note that only repeats the title. */
function isSaid(note: string, stage: DisputeDetail['stage']): boolean {
  const plain = note.trim().toLowerCase()
  return plain === STAGES[stage].title.toLowerCase() || SAID.has(plain)
}

function creditEvents({ provisionalCredit, stage }: Told, money: (money: Money) => string): readonly TimelineEvent[] {
  if (provisionalCredit === null) return []
  const { amount, at, reversedAt } = provisionalCredit
  const who = WHO.issuer
  const given: TimelineEvent = { key: 'credit', at, title: `${money(amount)} credited for the time being`, who, note: '', tone: 'plain' }
  if (reversedAt === null) return [given]
  return [given, { key: 'credit-back', at: reversedAt, title: stage === 'partly-won' ? 'Part of the credit taken back' : 'The credit taken back', who, note: '', tone: 'plain' }]
}

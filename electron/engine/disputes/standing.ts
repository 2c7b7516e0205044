/** How a dispute stands: the issuer's newest word, what waits to be sent, what was refused; for a letter, what a person recorded. Pure. */
import { DISPUTE_STAGES, type DisputeStage } from '#shared/domain/disputes/names.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { isUnsent } from '../sync/outbox-actions.ts'
import type { Change } from './changes.queries.ts'
import type { Step, StoredDispute } from './stored.queries.ts'

export interface Standing {
  readonly stage: DisputeStage
  readonly waitingFor: DisputeDetail['waitingFor']
  /** What waits to be sent can still be taken back. */
  readonly canTakeBack: boolean
  readonly problem: DisputeDetail['problem']
  /** When it was sent; null while it waits. */
  readonly sentAt: number | null
  /** When it was queued; null unless it waits. */
  readonly queuedAt: number | null
  /** The changes that are not settled, the oldest first. */
  readonly open: readonly Change[]
}

export interface StandingInput {
  readonly stored: Pick<StoredDispute, 'channel' | 'externalId' | 'sentAt'>
  /** undefined: the issuer has none, or none any more. */
  readonly object: Pick<Dispute, 'status' | 'submittedAt'> | undefined
  /** The oldest first. */
  readonly changes: readonly Change[]
  /** The oldest first. */
  readonly steps: readonly Step[]
}

const OPEN: ReadonlySet<Change['state']> = new Set<Change['state']>(['queued', 'sending', 'needs-attention'])
const WAITING = { 'disputes.submit': 'submit', 'disputes.withdraw': 'withdraw', 'disputes.respond': 'respond' } as const

export function standingOf({ stored, object, changes, steps }: StandingInput): Standing {
  const open = changes.filter(({ state }) => OPEN.has(state))
  const awaited = open.findLast(({ command }) => Object.hasOwn(WAITING, command.name))
  const waitingFor = awaited ? WAITING[awaited.command.name as keyof typeof WAITING] : null
  return {
    stage: waitingFor === 'submit' ? 'queued' : settledStage(stored, object, steps),
    waitingFor,
    canTakeBack: awaited?.state === 'queued' && isUnsent(awaited),
    problem: problemOf(changes),
    sentAt: object?.submittedAt ?? stored.sentAt,
    queuedAt: waitingFor === 'submit' ? (awaited?.createdAt ?? null) : null,
    open,
  }
}

function settledStage({ channel, externalId }: StandingInput['stored'], object: StandingInput['object'], steps: readonly Step[]): DisputeStage {
  if (channel === 'letter') return steps.at(-1)?.stage ?? 'draft'
  if (object !== undefined) return stageOf(object.status)
  return externalId === null ? 'draft' : 'unknown'
}

/** A word that this version does not know is `unknown`. */
export const stageOf = (status: string): DisputeStage => DISPUTE_STAGES.find((known) => known === status && known !== 'queued') ?? 'unknown'

/** What was refused last, unless it has been sent, withdrawn or answered since. What was queued with it may have been taken all the same. */
function problemOf(changes: readonly Change[]): DisputeDetail['problem'] {
  const last = changes.findLast(({ state, failed }) => state === 'needs-attention' || (state === 'rejected' && failed?.details['code'] !== 'depends-on-refused'))
  if (last?.failed === undefined) return null
  const isOvertaken = last.state === 'rejected' && changes.some(({ id, state, command }) => id > last.id && Object.hasOwn(WAITING, command.name) && (OPEN.has(state) || state === 'confirmed'))
  return isOvertaken ? null : wordsOf(last.failed)
}

function wordsOf({ code, details }: NonNullable<Change['failed']>): NonNullable<DisputeDetail['problem']> {
  const word = (name: string) => (typeof details[name] === 'string' ? details[name] : null)
  return { code: word('code') ?? code, reason: word('reason'), field: word('field') }
}

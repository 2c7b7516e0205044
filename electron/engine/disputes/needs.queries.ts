/** What of disputes needs a person now, for the page of the morning. */
import { ATTENTION_DAYS, daysLeft } from '#shared/domain/disputes/deadline.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { readCases } from './cases.queries.ts'
import { rowOf } from './show.ts'

type Need = Overview['needs'][number]

/** So long after its last day a draft is still called to mind: there are things that can be done then. */
const DAYS_AFTER = 30

/** The most urgent first. */
export async function readDisputeNeeds(db: ReadDb, now: number, cardIds: readonly number[] | null): Promise<readonly Need[]> {
  const rows = (await readCases(db, now, 'all')).map((one) => ({ row: rowOf(one), today: one.today })).filter(({ row: { charge } }) => cardIds === null || (charge.cardId !== null && cardIds.includes(charge.cardId)))
  return rows
    .flatMap(({ row, today }) => needOf(row, today) ?? [])
    .toSorted((a, b) => (untilOf(a) < untilOf(b) ? -1 : untilOf(a) > untilOf(b) ? 1 : 0))
}

function needOf({ id, charge: { merchant }, amount, stage, problem, sendBy, nextStep, channel }: DisputeRow, today: IsoDate): Need | undefined {
  const what = { disputeId: id, merchant, amountMinor: amount.minor, currency: amount.currency }
  if (stage === 'merchant-response' && nextStep?.by === 'you' && channel === 'issuer') return { kind: 'dispute-answer', ...what, until: nextStep.until }
  if (stage !== 'draft') return undefined
  if (problem !== null) return { kind: 'dispute-refused', ...what }
  if (sendBy === null) return undefined
  const days = daysLeft(today, sendBy as IsoDate)
  return days <= ATTENTION_DAYS && days >= -DAYS_AFTER ? { kind: 'dispute-draft', ...what, sendBy } : undefined
}

const untilOf = (need: Need): string => (need.kind === 'dispute-draft' ? need.sendBy : need.kind === 'dispute-answer' ? (need.until ?? '9999-12-31') : '')

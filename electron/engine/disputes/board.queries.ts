/** All disputes on one page: what needs somebody first, what is at stake, how often they are won. */
import { dayHere } from '#shared/domain/day-here.ts'
import { isAtStake, isDecided, isOver } from '#shared/domain/disputes/stages.ts'
import { safeMinor } from '#shared/domain/money.ts'
import type { Scope } from '#shared/rpc/contract/common.ts'
import type { DisputeBoard, DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { readCases } from './cases.queries.ts'
import { rowOf } from './show.ts'

export async function readBoard(db: ReadDb, now: number, { cardIds }: Scope): Promise<DisputeBoard> {
  const rows = (await readCases(db, now, 'all')).map(rowOf).filter(({ charge }) => cardIds === null || (charge.cardId !== null && cardIds.includes(charge.cardId)))
  return {
    today: dayHere(now),
    rows: rows.toSorted(byNeed),
    atStake: totals(rows.filter(({ stage }) => isAtStake(stage))),
    byReason: ratesBy(rows, ({ reason }) => reason).map(([reason, rate]) => ({ reason, ...rate })),
    byMerchant: ratesBy(rows, ({ charge }) => charge.merchant).map(([merchant, rate]) => ({ merchant, ...rate })),
  }
}

/** Whose turn is a person's, by its last day; then what goes on without one; then what is over; the newest first. */
function byNeed(a: DisputeRow, b: DisputeRow): number {
  return rank(a) - rank(b) || compare(untilOf(a), untilOf(b)) || b.createdAt - a.createdAt || b.id - a.id
}

function rank({ stage, nextStep, problem }: DisputeRow): number {
  if (isOver(stage)) return 2
  return nextStep?.by === 'you' || problem !== null ? 0 : 1
}

const LAST = '9999-12-31'
const untilOf = (row: DisputeRow): string => (rank(row) === 0 ? (row.nextStep?.until ?? LAST) : LAST)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function totals(rows: readonly DisputeRow[]): DisputeBoard['atStake'] {
  const sums = new Map<string, number>()
  for (const { amount } of rows) sums.set(amount.currency, safeMinor((sums.get(amount.currency) ?? 0) + amount.minor))
  return [...sums].map(([currency, minor]) => ({ minor, currency })).toSorted((a, b) => b.minor - a.minor)
}

interface Rate {
  readonly won: number
  readonly partly: number
  readonly lost: number
}

/** Of those that were decided, the most frequent first. */
function ratesBy<K>(rows: readonly DisputeRow[], keyOf: (row: DisputeRow) => K): readonly (readonly [K, Rate])[] {
  const groups = Map.groupBy(rows.filter(({ stage }) => isDecided(stage)), keyOf)
  const count = (of: readonly DisputeRow[], stage: DisputeRow['stage']) => of.filter((row) => row.stage === stage).length
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([key, of]) => [key, { won: count(of, 'won'), partly: count(of, 'partly-won'), lost: count(of, 'lost') }] as const)
}

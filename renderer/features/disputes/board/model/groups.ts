/** The board's parts: what needs somebody, what is drafted, what is under way, what is over. */
import { isAtStake, isOver } from '#shared/domain/disputes/stages.ts'
import type { DisputeBoard, DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import type { Money } from '#shared/domain/money.ts'
import { dueOn, needsYou } from '../../model/next-words.ts'

export type GroupId = 'needs-you' | 'drafts' | 'under-way' | 'ended'

export interface BoardGroup {
  readonly id: GroupId
  readonly title: string
  readonly rows: readonly DisputeRow[]
}

const TITLES: Readonly<Record<GroupId, string>> = { 'needs-you': 'Needs you', drafts: 'Drafts', 'under-way': 'Under way', ended: 'Ended' }

function groupOf(row: DisputeRow, today: string): GroupId {
  if (needsYou(row, today)) return 'needs-you'
  if (row.stage === 'draft') return 'drafts'
  return isOver(row.stage) ? 'ended' : 'under-way'
}

/** In the order a person cares. In each the day that comes first is first; what is over, the newest. */
export function boardGroups(rows: readonly DisputeRow[], today: string): readonly BoardGroup[] {
  return (['needs-you', 'drafts', 'under-way', 'ended'] as const).flatMap((id) => {
    const own = rows.filter((row) => groupOf(row, today) === id)
    return own.length === 0 ? [] : [{ id, title: TITLES[id], rows: id === 'ended' ? own.toSorted(byNewest) : own.toSorted(byDay) }]
  })
}

const LAST = '9999-12-31'

function byDay(a: DisputeRow, b: DisputeRow): number {
  return (dueOn(a) ?? LAST).localeCompare(dueOn(b) ?? LAST) || byNewest(a, b)
}

function byNewest(a: DisputeRow, b: DisputeRow): number {
  return (b.sentAt ?? b.createdAt) - (a.sentAt ?? a.createdAt) || b.id - a.id
}

export interface BoardWords {
  readonly count: (value: number) => string
  readonly money: (money: Money) => string
}

const NUMBERS = ['Nothing', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'] as const

/** "Two need you. $1,240.00 is at stake in 4 disputes." */
export function boardSentence({ rows, atStake, today }: Pick<DisputeBoard, 'rows' | 'atStake' | 'today'>, { count, money }: BoardWords): string {
  const waiting = rows.filter((row) => needsYou(row, today)).length
  const open = rows.filter(({ stage }) => isAtStake(stage)).length
  const first = `${NUMBERS[waiting] ?? count(waiting)} ${waiting < 2 ? 'needs' : 'need'} you.`
  const largest = atStake.toSorted((a, b) => Math.abs(b.minor) - Math.abs(a.minor))
  if (open === 0 || largest.length === 0) return `${first} Nothing is at stake.`
  const sums = largest.map((sum) => money({ ...sum, minor: Math.abs(sum.minor) })).join(' and ')
  return `${first} ${sums} ${largest.length === 1 ? 'is' : 'are'} at stake in ${count(open)} ${open === 1 ? 'dispute' : 'disputes'}.`
}

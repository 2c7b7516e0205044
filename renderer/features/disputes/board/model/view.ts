/** Which disputes the board shows, kept in its address. */
import { DISPUTE_REASONS, type DisputeReason } from '#shared/domain/disputes/names.ts'
import { isOver } from '#shared/domain/disputes/stages.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { needsYou } from '../../model/next-words.ts'

export const STATES = [
  { id: 'needs-you', label: 'needs you' },
  { id: 'drafts', label: 'drafts' },
  { id: 'under-way', label: 'under way' },
  { id: 'won', label: 'won, or partly' },
  { id: 'lost', label: 'lost' },
  { id: 'ended', label: 'withdrawn or too late' },
] as const satisfies readonly { readonly id: string; readonly label: string }[]
export type StateFilter = (typeof STATES)[number]['id']

export interface BoardView {
  readonly text: string
  readonly state: StateFilter | null
  /** `none`: no reason was chosen yet. */
  readonly reason: DisputeReason | 'none' | null
  readonly merchant: string | null
}

export function readBoard(search: string): BoardView {
  const params = new URLSearchParams(search)
  const reason = params.get('reason')
  return {
    text: params.get('q') ?? '',
    state: STATES.find(({ id }) => id === params.get('state'))?.id ?? null,
    reason: reason === 'none' ? reason : (DISPUTE_REASONS.find((one) => one === reason) ?? null),
    merchant: params.get('merchant'),
  }
}

export function boardHref({ text, state, reason, merchant }: Partial<BoardView>): string {
  const params = new URLSearchParams()
  if (text) params.set('q', text)
  if (state) params.set('state', state)
  if (reason) params.set('reason', reason)
  if (merchant) params.set('merchant', merchant)
  const query = params.toString()
  return query === '' ? PATHS.disputes : `${PATHS.disputes}?${query}`
}

export function conditionCount({ text, state, reason, merchant }: BoardView): number {
  return [text.trim() !== '', state !== null, reason !== null, merchant !== null].filter(Boolean).length
}

const IN_STATE: Readonly<Record<StateFilter, (row: DisputeRow, today: string) => boolean>> = {
  'needs-you': needsYou,
  drafts: ({ stage }) => stage === 'draft',
  'under-way': ({ stage }) => stage !== 'draft' && !isOver(stage),
  won: ({ stage }) => stage === 'won' || stage === 'partly-won',
  lost: ({ stage }) => stage === 'lost',
  ended: ({ stage }) => stage === 'withdrawn' || stage === 'expired',
}

/** `textOf`: what a dispute is found by. */
export function shownDisputes(rows: readonly DisputeRow[], view: BoardView, today: string, textOf: (row: DisputeRow) => string): readonly DisputeRow[] {
  const words = matchName(view.text).split(' ').filter((word) => word !== '')
  return rows.filter((row) => {
    if (view.state !== null && !IN_STATE[view.state](row, today)) return false
    if (view.reason !== null && (row.reason ?? 'none') !== view.reason) return false
    if (view.merchant !== null && row.charge.merchant !== view.merchant) return false
    const text = words.length === 0 ? '' : matchName(textOf(row))
    return words.every((word) => text.includes(word))
  })
}

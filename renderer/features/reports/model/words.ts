/** Sentences of the report. */
import type { Pivot } from './pivot.ts'

export interface Change {
  readonly direction: 'up' | 'down' | 'same'
  /** Of the earlier sum; null when there was none to compare with. */
  readonly ratio: number | null
  readonly minor: number
}

export function changeOf(now: number, before: number): Change {
  const minor = now - before
  return { minor, direction: minor > 0 ? 'up' : minor < 0 ? 'down' : 'same', ratio: before > 0 ? Math.abs(minor) / before : null }
}

/** "12% more than Nov 2024 – Apr 2025 ($8,120)". */
export function changeText(change: Change, before: string, percent: (ratio: number) => string): string {
  if (change.direction === 'same') return `the same as ${before}`
  const word = change.direction === 'up' ? 'more' : 'less'
  if (change.ratio === null) return `nothing spent in ${before}`
  return change.ratio < 0.005 ? `about the same as ${before}` : `${percent(change.ratio)} ${word} than ${before}`
}

/**
 * Whether the months before can be compared with at all: the books may begin later (`none`) or in their middle (`part`).
 * Nothing spent and nothing known are not the same.
 */
export function coverageOf(firstInBooks: string | null, before: { readonly from: string; readonly to: string }): 'whole' | 'part' | 'none' {
  if (firstInBooks === null || firstInBooks > before.to) return 'none'
  return firstInBooks > before.from ? 'part' : 'whole'
}

/** What the chart says: "Dana Reyes spent the most, 42% of it on Air travel." */
export function chartSentence(pivot: Pivot, by: 'person' | 'category', percent: (ratio: number) => string): string {
  const top = pivot.rows[0]
  if (!top || pivot.totals.total <= 0) return REFUNDS_OUTWEIGH
  const part = top.parts[0]
  const share = percent(top.total / pivot.totals.total)
  const ofTop = part && part.total > 0 && top.total > 0 ? percent(Math.min(1, part.total / top.total)) : null
  if (by === 'category') {
    const who = ofTop === null || !part ? '' : `, ${ofTop} of it by ${part.name}`
    return `${top.name} took ${share} of the spend${who}.`
  }
  const what = ofTop === null || !part ? '' : `, ${ofTop} of it on ${part.name}`
  return pivot.rows.length === 1 ? `All of it by ${top.name}${what}.` : `${top.name} spent the most, ${share} of the total${what}.`
}

/** Of one person: "Most of it for Air travel, 42%; March was the highest month." */
export function personSentence(pivot: Pivot, percent: (ratio: number) => string, monthLabel: (month: string) => string): string {
  const top = pivot.rows[0]
  if (!top || pivot.totals.total <= 0) return REFUNDS_OUTWEIGH
  const share = `${percent(Math.min(1, top.total / pivot.totals.total))} of it went for ${top.name}`
  const highest = pivot.totals.byMonth.reduce<number>((best, minor, index, all) => ((minor ?? 0) > (all[best] ?? 0) ? index : best), 0)
  return pivot.months.length < 2 ? `${share}.` : `${share}; ${monthLabel(pivot.months[highest] ?? '')} was the highest month.`
}

const REFUNDS_OUTWEIGH = 'Refunds outweigh the charges in this period.'

/** "Cardholder report 2025-01 to 2025-11": what the file dialog suggests, without an ending. */
export function suggestedName(business: string, from: string, to: string): string {
  const clean = business.replace(/[^\p{L}\p{N} .&'-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 60)
  const months = from === to ? from : `${from} to ${to}`
  return `${clean === '' ? '' : `${clean} `}spend per cardholder ${months}`
}

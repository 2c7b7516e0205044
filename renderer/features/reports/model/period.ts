/** Which months a report covers. Presets are of the calendar, so that "last month" is what everybody means by it. */
import { addMonths, monthOf, monthRange, type IsoDate, type IsoMonth } from '#shared/domain/time.ts'

export const REPORT_PRESETS = ['this-month', 'last-month', 'quarter', 'year-to-date', 'last-12'] as const
export type ReportPreset = (typeof REPORT_PRESETS)[number]

export const PRESET_LABELS: Readonly<Record<ReportPreset, string>> = {
  'this-month': 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  'year-to-date': 'Year to date',
  'last-12': 'Last 12 months',
}

export interface MonthRange {
  readonly from: IsoMonth
  readonly to: IsoMonth
}

export function presetMonths(preset: ReportPreset, today: IsoDate): MonthRange {
  const month = monthOf(today)
  switch (preset) {
    case 'this-month': return { from: month, to: month }
    case 'last-month': return { from: addMonths(month, -1), to: addMonths(month, -1) }
    case 'quarter': return { from: addMonths(month, -((Number(month.slice(5)) - 1) % 3)), to: month }
    case 'year-to-date': return { from: `${month.slice(0, 4)}-01` as IsoMonth, to: month }
    case 'last-12': return { from: addMonths(month, -11), to: month }
  }
}

/** The preset that these months are; of several (in January: this month and the year to date) the first. */
export function presetOf(range: MonthRange, today: IsoDate): ReportPreset | null {
  return REPORT_PRESETS.find((preset) => {
    const { from, to } = presetMonths(preset, today)
    return from === range.from && to === range.to
  }) ?? null
}

/** The months before, as many as these: what "compare" sets them against. */
export function previousMonths({ from, to }: MonthRange): MonthRange {
  const length = monthRange(from, to).length
  return { from: addMonths(from, -length), to: addMonths(from, -1) }
}

/** "November 2025", "Jan – Nov 2025", "Dec 2024 – Nov 2025". */
export function monthsLabel({ from, to }: MonthRange, locale: string): string {
  const format = (month: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
  if (from === to) return format(from, { month: 'long', year: 'numeric' })
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${format(from, sameYear ? { month: 'short' } : { month: 'short', year: 'numeric' })} – ${format(to, { month: 'short', year: 'numeric' })}`
}

/**
 * What to show when nothing was chosen: the last twelve months, and where the books end before them, the
 * twelve months up to their end, so that the first look is never empty.
 */
export function firstLook(range: { readonly first: string | null; readonly last: string | null }, today: IsoDate): MonthRange {
  const usual = presetMonths('last-12', today)
  if (range.last === null || range.last >= usual.from) return usual
  const to = range.last as IsoMonth
  const from = addMonths(to, -11)
  return { from: range.first !== null && range.first > from ? (range.first as IsoMonth) : from, to }
}

/** The months that can be chosen, newest first: from the first in the books to the current one or the last, whichever is later. */
export function choosableMonths(range: { readonly first: string | null; readonly last: string | null }, today: IsoDate): readonly IsoMonth[] {
  const now = monthOf(today)
  const first = range.first === null || range.first > now ? addMonths(now, -11) : (range.first as IsoMonth)
  const last = range.last !== null && range.last > now ? (range.last as IsoMonth) : now
  return monthRange(first, last).toReversed()
}

/** Periods of calendar days for the filter, named where a name fits. */
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf, type IsoDate } from '#shared/domain/time.ts'

export const PERIOD_PRESETS = ['this-month', 'last-month', 'last-30', 'last-90', 'this-year', 'last-year'] as const
export type PeriodPreset = (typeof PERIOD_PRESETS)[number]

export interface DayRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export const PERIOD_LABELS: Readonly<Record<PeriodPreset, string>> = {
  'this-month': 'This month',
  'last-month': 'Last month',
  'last-30': 'Last 30 days',
  'last-90': 'Last 90 days',
  'this-year': 'This year',
  'last-year': 'Last year',
}

export function presetRange(preset: PeriodPreset, today: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const month = monthOf(today)
  const year = Number(today.slice(0, 4))
  switch (preset) {
    case 'this-month': return { from: firstDayOf(month), to: lastDayOf(month) }
    case 'last-month': return { from: firstDayOf(addMonths(month, -1)), to: lastDayOf(addMonths(month, -1)) }
    case 'last-30': return { from: addDays(today, -29), to: today }
    case 'last-90': return { from: addDays(today, -89), to: today }
    case 'this-year': return { from: `${year}-01-01` as IsoDate, to: `${year}-12-31` as IsoDate }
    case 'last-year': return { from: `${year - 1}-01-01` as IsoDate, to: `${year - 1}-12-31` as IsoDate }
  }
}

export function presetOf(range: DayRange, today: IsoDate): PeriodPreset | null {
  return PERIOD_PRESETS.find((preset) => {
    const { from, to } = presetRange(preset, today)
    return from === range.from && to === range.to
  }) ?? null
}

export interface PeriodWords {
  readonly date: (date: string) => string
  readonly monthLong: (month: string) => string
  readonly range: (from: string, to: string) => string
}

/** "Last 30 days", "November 2025", "2025", "3 Nov – 9 Dec", "since 3 Nov", "until 9 Dec"; null without bounds. */
export function periodLabel(range: DayRange, today: IsoDate, words: PeriodWords): string | null {
  const { from, to } = range
  if (from === undefined && to === undefined) return null
  if (from === undefined) return `until ${words.date(to ?? '')}`
  if (to === undefined) return `since ${words.date(from)}`
  const preset = presetOf(range, today)
  if (preset) return PERIOD_LABELS[preset]
  const month = from.slice(0, 7)
  if (from === `${month}-01` && to === lastDayOf(monthOf(from as IsoDate))) return words.monthLong(month)
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4)
  return words.range(from, to)
}

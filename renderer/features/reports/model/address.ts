/** What the report shows, kept in its address. */
import { PATHS } from '#renderer/lib/links.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import { presetMonths, REPORT_PRESETS, type MonthRange, type ReportPreset } from './period.ts'

export type GroupBy = 'person' | 'category'

/** `preset` moves with the calendar, `months` stays. Null: nothing chosen yet. */
export type PeriodChoice = { readonly kind: 'preset'; readonly preset: ReportPreset } | ({ readonly kind: 'months' } & MonthRange) | null

export interface ReportView {
  readonly period: PeriodChoice
  readonly by: GroupBy
  readonly compare: boolean
  readonly currency: string | null
  /** One cardholder's report; null: everyone's. */
  readonly personId: number | null
}

const MONTH = /^(?:19|2[01])\d{2}-(?:0[1-9]|1[0-2])$/

export function readReportView(search: string): ReportView {
  const params = new URLSearchParams(search)
  const currency = params.get('currency')
  const personId = Number(params.get('id') ?? Number.NaN)
  return {
    period: readPeriod(params),
    by: params.get('by') === 'category' ? 'category' : 'person',
    compare: params.get('compare') === '1',
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
    personId: Number.isSafeInteger(personId) && personId > 0 ? personId : null,
  }
}

function readPeriod(params: URLSearchParams): PeriodChoice {
  const preset = REPORT_PRESETS.find((candidate) => candidate === params.get('period'))
  if (preset) return { kind: 'preset', preset }
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? '']
  if (!MONTH.test(from) || !MONTH.test(to) || from > to) return null
  return { kind: 'months', from: from as MonthRange['from'], to: to as MonthRange['to'] }
}

export function reportViewHref({ period, by, compare, currency, personId }: ReportView): string {
  const params = new URLSearchParams()
  if (personId !== null) params.set('id', String(personId))
  if (period?.kind === 'preset') params.set('period', period.preset)
  if (period?.kind === 'months') {
    params.set('from', period.from)
    params.set('to', period.to)
  }
  if (by !== 'person') params.set('by', by)
  if (compare) params.set('compare', '1')
  if (currency !== null) params.set('currency', currency)
  const text = params.toString()
  return text === '' ? PATHS.reports : `${PATHS.reports}?${text}`
}

export function chosenMonths(period: PeriodChoice, fallback: MonthRange, today: IsoDate): MonthRange {
  if (period === null) return fallback
  return period.kind === 'preset' ? presetMonths(period.preset, today) : { from: period.from, to: period.to }
}

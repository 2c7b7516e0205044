import type { AppError } from '#shared/rpc/errors.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import { chosenMonths, type ReportView } from './model/address.ts'
import { firstLook, previousMonths, type MonthRange } from './model/period.ts'
import { type ReportScope, useReportScope } from './use-report-scope.ts'

export interface Bounds {
  readonly first: string | null
  readonly last: string | null
}

export interface ReportState extends ReportScope {
  readonly months: MonthRange
  /** First and last month of the books. */
  readonly bounds: Bounds
  readonly report: CardholderReport | null
  /** The months before; null when they are not asked for, or not known yet. */
  readonly before: CardholderReport | null
  /** What is shown still answers the question before. */
  readonly isOld: boolean
  readonly error: AppError | null
  readonly retry: () => void
}

const NO_BOUNDS: Bounds = { first: null, last: null }

/** Everything the page needs for a view: the months it means, the cards, the answer and the one to compare with. */
export function useReport(view: ReportView): ReportState {
  const { today } = useFormats()
  const range = useEngineQuery((ask) => ask.reports.range({}))
  const bounds = range.data ?? NO_BOUNDS
  const months = chosenMonths(view.period, firstLook(bounds, today), today)
  const reportScope = useReportScope(view.personId)
  const isAsked = reportScope.isKnown && (view.period !== null || range.data !== undefined)
  const { scope } = reportScope
  const report = useEngineQuery((ask) => ask.reports.perCardholder({ ...months, scope }), { enabled: isAsked, keepPrevious: true })
  const before = useEngineQuery((ask) => ask.reports.perCardholder({ ...previousMonths(months), scope }), { enabled: isAsked && view.compare, keepPrevious: true })
  const retry = () => {
    void range.refetch()
    if (isAsked) void report.refetch()
  }
  return {
    ...reportScope, months, bounds, retry,
    report: report.data ?? null,
    before: view.compare ? (before.data ?? null) : null,
    isOld: report.isPlaceholderData,
    error: range.error ?? report.error,
  }
}

import { useMemo } from 'react'
import { useSearch } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { ControlStrip } from './components/control-strip.tsx'
import { NothingSpent } from './components/nothing-spent.tsx'
import { ReportBody } from './components/report-body.tsx'
import { readReportView, reportViewHref, type ReportView } from './model/address.ts'
import { useReport } from './use-report.ts'

/** What each cardholder spent, on what, month by month. */
export function ReportsPage() {
  const search = useSearch()
  const view = useMemo(() => readReportView(search), [search])
  const state = useReport(view)
  const { report, months, person, bounds, error } = state
  const change = (next: Partial<ReportView>) => goTo(reportViewHref({ ...view, ...next }))
  const hasSpend = report !== null && report.cells.length > 0
  return (
    <PageFrame
      width="wide"
      toolbar={<ControlStrip view={view} months={months} bounds={bounds} scope={state.scope} person={person} canExport={hasSpend} onChange={change} />}
    >
      {error && <ErrorState size={report ? 'inline' : 'page'} error={error} onRetry={state.retry} />}
      {!report && !error && <Skeleton shape="block" />}
      {report && !hasSpend && !state.isOld && (
        <NothingSpent bounds={bounds} person={person} onMonths={(chosen) => change({ period: { kind: 'months', ...chosen } })} onEveryone={() => change({ personId: null })} />
      )}
      {hasSpend && <ReportBody report={report} before={state.before} view={view} months={months} person={person} firstInBooks={bounds.first} isOld={state.isOld} onChange={change} />}
    </PageFrame>
  )
}

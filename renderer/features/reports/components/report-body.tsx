import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { Section } from '#renderer/components/page/page-frame.tsx'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import type { ReportView } from '../model/address.ts'
import type { MonthRange } from '../model/period.ts'
import { currenciesOf, pivotReport } from '../model/pivot.ts'
import { Headline } from './headline.tsx'
import { ReportChart } from './report-chart.tsx'
import { ReportTable } from './report-table.tsx'
import classes from './report-body.module.css'

export interface ReportBodyProps {
  readonly report: CardholderReport
  /** The same question about the months before; null when it is not compared, or not known yet. */
  readonly before: CardholderReport | null
  readonly view: ReportView
  readonly months: MonthRange
  readonly person: { readonly id: number; readonly name: string } | null
  /** First month with charges. */
  readonly firstInBooks: string | null
  /** What is shown still answers the question before. */
  readonly isOld: boolean
  readonly onChange: (next: Partial<ReportView>) => void
}

export function ReportBody({ report, before, view, months, person, firstInBooks, isOld, onChange }: ReportBodyProps) {
  const currencies = useMemo(() => currenciesOf(report), [report])
  const currency = currencies.find((one) => one === view.currency) ?? currencies[0] ?? 'USD'
  // One person's report has one row by person: what it is made of says more.
  const by = person === null ? view.by : 'category'
  const pivot = useMemo(() => pivotReport(report, by, currency), [report, by, currency])
  const pivotBefore = useMemo(() => (before === null ? null : pivotReport(before, by, currency)), [before, by, currency])
  return (
    <div className={classes.body} data-old={isOld || undefined}>
      {currencies.length > 1 && (
        <SegmentedControl
          size="xs"
          className={classes.currencies ?? ''}
          aria-label="Currency; amounts of different currencies are never added up"
          data={[...currencies]}
          value={currency}
          onChange={(next) => onChange({ currency: next })}
        />
      )}
      <Headline pivot={pivot} by={by} report={report} months={months} person={person} firstInBooks={firstInBooks} />
      <ReportChart pivot={pivot} by={by} months={months} person={person} />
      <Section title="Month by month" aside="Every figure opens its charges.">
        <ReportTable key={by} pivot={pivot} before={pivotBefore} by={by} months={months} personId={person?.id ?? null} />
      </Section>
    </div>
  )
}

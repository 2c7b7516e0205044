import { StackedBars } from '#renderer/components/charts/stacked-bars.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { reportHref } from '#renderer/lib/links.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { monthsSentence } from '../model/sentence.ts'

/** The last twelve months; each opens its report. */
export function MonthBars({ overview, currency }: { readonly overview: Overview; readonly currency: string }) {
  const formats = useFormats()
  return (
    <StackedBars
      label="Spend by month"
      sentence={monthsSentence(overview.byMonth, (minor) => formats.money({ minor, currency }, { whole: true }))}
      rows={overview.byMonth.map((one) => ({ key: one.month, label: formats.month(one.month), values: { spend: one.spendMinor } }))}
      series={[{ key: 'spend', label: 'Spend' }]}
      currency={currency}
      noun="Month"
      height={300}
      onOpen={(month) => goTo(reportHref({ from: month, to: month }))}
    />
  )
}

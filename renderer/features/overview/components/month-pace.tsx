import { AreaCompare } from '#renderer/components/charts/area-compare.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { addMonths, type IsoMonth } from '#shared/domain/time.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { paceOf, paceSentence } from '../model/pace.ts'
import { useSentenceWords } from './use-sentence-words.ts'

export interface MonthPaceProps {
  readonly overview: Overview
  readonly month: string
  readonly currency: string
}

/** This month's spend adding up, against the month before in grey. */
export function MonthPace({ overview, month, currency }: MonthPaceProps) {
  const formats = useFormats()
  const { monthLong } = useSentenceWords()
  const previous = addMonths(month as IsoMonth, -1)
  const pace = paceOf(overview.cumulative)
  const money = (minor: number) => formats.money({ minor, currency })
  return (
    <AreaCompare
      label="Spend added up day by day"
      sentence={pace ? paceSentence(pace, monthLong(previous), money) : ''}
      points={overview.cumulative.map((point) => ({ key: point.day, label: String(point.day), minor: point.spendMinor, previousMinor: point.previousMinor }))}
      currency={currency}
      currentLabel={monthLong(month)}
      previousLabel={monthLong(previous)}
      noun="Day"
      onOpen={(day) => {
        const date = `${month}-${String(day).padStart(2, '0')}`
        goTo(transactionsHref({ from: date, to: date, pending: false }))
      }}
    />
  )
}

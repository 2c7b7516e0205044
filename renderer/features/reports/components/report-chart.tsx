import { useMemo } from 'react'
import { StackedBars } from '#renderer/components/charts/stacked-bars.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { GroupBy } from '../model/address.ts'
import { filterOf, oneMonth } from '../model/drill.ts'
import type { MonthRange } from '../model/period.ts'
import type { Pivot } from '../model/pivot.ts'
import { lineOfKey, monthStackOf, stackOf } from '../model/stack.ts'
import { chartSentence, personSentence } from '../model/words.ts'

export interface ReportChartProps {
  readonly pivot: Pivot
  readonly by: GroupBy
  readonly months: MonthRange
  readonly person: { readonly id: number; readonly name: string } | null
}

const MAX_BARS = 12

/** Everyone: a bar each, made of categories (or the other way round). One person: their months. */
export function ReportChart({ pivot, by, months, person }: ReportChartProps) {
  return person === null ? <PeopleChart pivot={pivot} by={by} months={months} /> : <MonthsChart pivot={pivot} person={person} />
}

function PeopleChart({ pivot, by, months }: Omit<ReportChartProps, 'person'>) {
  const formats = useFormats()
  const stack = useMemo(() => stackOf(pivot, MAX_BARS), [pivot])
  const open = (rowKey: string, seriesKey: string | null) => {
    const row = lineOfKey(rowKey)
    const part = lineOfKey(seriesKey)
    if (row !== undefined) goTo(transactionsHref(filterOf({ months, by, row, personId: null, ...(part === undefined ? {} : { part }) })))
  }
  if (stack.rows.length === 0) return null
  return (
    <Section title={by === 'person' ? 'Who spent it' : 'What it went for'}>
      <StackedBars
        label={by === 'person' ? 'Spend per person by category' : 'Spend per category by person'}
        sentence={chartSentence(pivot, by, formats.percent)}
        rows={stack.rows}
        series={stack.series}
        currency={pivot.currency}
        orientation="bars"
        noun={by === 'person' ? 'Person' : 'Category'}
        onOpen={open}
      />
    </Section>
  )
}

function MonthsChart({ pivot, person }: { readonly pivot: Pivot; readonly person: { readonly id: number; readonly name: string } }) {
  const formats = useFormats()
  const stack = useMemo(() => monthStackOf(pivot, formats.month), [pivot, formats])
  const open = (month: string, seriesKey: string | null) => {
    const row = lineOfKey(seriesKey)
    goTo(transactionsHref(filterOf({ months: oneMonth(month), by: 'category', personId: person.id, ...(row === undefined ? {} : { row }) })))
  }
  return (
    <Section title="What it went for">
      <StackedBars
        label={`Spend of ${person.name} per month by category`}
        sentence={personSentence(pivot, formats.percent, formats.monthLong)}
        rows={stack.rows}
        series={stack.series}
        currency={pivot.currency}
        noun="Month"
        onOpen={open}
      />
    </Section>
  )
}

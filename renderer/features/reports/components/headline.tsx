import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import type { GroupBy } from '../model/address.ts'
import { monthsLabel, previousMonths, type MonthRange } from '../model/period.ts'
import type { Pivot } from '../model/pivot.ts'
import { changeOf, changeText } from '../model/words.ts'
import classes from './report-body.module.css'

export interface HeadlineProps {
  readonly pivot: Pivot
  readonly by: GroupBy
  readonly report: CardholderReport
  readonly months: MonthRange
  readonly person: { readonly name: string } | null
}

/** The one figure, and how it stands against the months before. */
export function Headline({ pivot, by, report, months, person }: HeadlineProps) {
  const formats = useFormats()
  const { currency, totals, rows } = pivot
  const before = report.previousTotals.find((money) => money.currency === currency)?.minor ?? 0
  const change = changeOf(totals.total, before)
  const Arrow = change.direction === 'up' ? IconArrowUp : IconArrowDown
  const beforeLabel = monthsLabel(previousMonths(months), formats.locale)
  const lines = by === 'person' ? plural(rows.length, 'person', 'people') : plural(rows.length, 'category', 'categories')
  return (
    <header className={classes.headline}>
      <MoneyText minor={totals.total} currency={currency} size="xl" />
      <p className={classes.change}>
        {person === null ? `Spent in ${monthsLabel(months, formats.locale)}` : `Spent by ${person.name} in ${monthsLabel(months, formats.locale)}`}
        {`, ${plural(totals.count, 'charge', 'charges', formats.count(totals.count))}, ${lines}`}
      </p>
      <p className={classes.change} title={before === 0 ? undefined : `${formats.money({ minor: before, currency })} in ${beforeLabel}`}>
        {change.direction !== 'same' && change.ratio !== null && <Arrow size={16} stroke={1.8} aria-hidden />}
        {sentence(changeText(change, beforeLabel, formats.percent))}
        {before !== 0 && ` (${formats.money({ minor: before, currency })})`}
      </p>
    </header>
  )
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

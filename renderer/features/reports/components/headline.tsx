import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import type { GroupBy } from '../model/address.ts'
import { monthsLabel, previousMonths, type MonthRange } from '../model/period.ts'
import type { Pivot } from '../model/pivot.ts'
import { changeOf, changeText, coverageOf } from '../model/words.ts'
import classes from './report-body.module.css'

export interface HeadlineProps {
  readonly pivot: Pivot
  readonly by: GroupBy
  readonly report: CardholderReport
  readonly months: MonthRange
  readonly person: { readonly name: string } | null
  /** First month with charges. */
  readonly firstInBooks: string | null
}

/** The one figure, and how it stands against the months before. */
export function Headline({ pivot, by, report, months, person, firstInBooks }: HeadlineProps) {
  const formats = useFormats()
  const { currency, totals, rows } = pivot
  const monthsText = monthsLabel(months, formats.locale)
  const lines = by === 'person' ? plural(rows.filter(({ id }) => id !== null).length, 'person', 'people') : plural(rows.length, 'category', 'categories')
  return (
    <header className={classes.headline}>
      <MoneyText minor={totals.total} currency={currency} size="xl" />
      <p className={classes.change}>
        {person === null ? `Spent in ${monthsText}` : `Spent by ${person.name} in ${monthsText}`}
        {`, ${plural(totals.count, 'charge', 'charges', formats.count(totals.count))}, ${lines}`}
      </p>
      <ChangeLine now={totals.total} before={report.previousTotals.find((money) => money.currency === currency)?.minor ?? 0} currency={currency} months={months} firstInBooks={firstInBooks} />
    </header>
  )
}

interface ChangeLineProps {
  readonly now: number
  readonly before: number
  readonly currency: string
  readonly months: MonthRange
  readonly firstInBooks: string | null
}

function ChangeLine({ now, before, currency, months, firstInBooks }: ChangeLineProps) {
  const formats = useFormats()
  const previous = previousMonths(months)
  const coverage = coverageOf(firstInBooks, previous)
  const begin = firstInBooks === null ? '' : formats.monthLong(firstInBooks)
  if (coverage === 'none') return <p className={classes.change}>The books begin in {begin}: there is nothing before to compare with.</p>
  if (coverage === 'part') {
    return <p className={classes.change}>Of the months before ({monthsLabel(previous, formats.locale)}) the books only have {begin} onwards: {formats.money({ minor: before, currency })}.</p>
  }
  const change = changeOf(now, before)
  const Arrow = change.direction === 'up' ? IconArrowUp : IconArrowDown
  return (
    <p className={classes.change}>
      {change.direction !== 'same' && change.ratio !== null && <Arrow size={16} stroke={1.8} aria-hidden />}
      {sentence(changeText(change, monthsLabel(previous, formats.locale), formats.percent))}
      {before !== 0 && ` (${formats.money({ minor: before, currency })})`}
    </p>
  )
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

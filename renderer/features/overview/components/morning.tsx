import { Section } from '#renderer/components/page/page-frame.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { overviewSentence } from '../model/sentence.ts'
import { LastImport } from './last-import.tsx'
import { MonthBars } from './month-bars.tsx'
import { MonthPace } from './month-pace.tsx'
import { NearLimits } from './near-limits.tsx'
import { Needs } from './needs.tsx'
import { PeopleBars } from './people-bars.tsx'
import { useSpendingNeeds } from '../use-spending-needs.ts'
import { useSentenceWords } from './use-sentence-words.ts'
import classes from './overview.module.css'

export function Morning({ overview }: { readonly overview: Overview }) {
  const words = useSentenceWords()
  const spending = useSpendingNeeds()
  const { month, mainCurrency: currency } = overview
  const isNow = month === overview.today.slice(0, 7)
  const monthName = month === null ? '' : isNow ? 'This month' : words.monthLong(month)
  return (
    <>
      <p className={classes.sentence}>{overviewSentence(overview, words, spending.needs.length)}</p>
      {overview.needs.length + spending.needs.length > 0 && (
        <Section title="Needs you">
          <Needs overview={overview} spending={spending.needs} />
        </Section>
      )}
      {month !== null && currency !== null && (
        <>
          <Section title={monthName} aside={<MoneyTotals totals={overview.monthSpend} />}>
            <MonthPace overview={overview} month={month} currency={currency} />
          </Section>
          <div className={classes.pair}>
            <div>
              <Section title={`By person ${isNow ? 'this month' : `in ${monthName}`}`}>
                <PeopleBars overview={overview} month={month} currency={currency} />
              </Section>
            </div>
            <div>
              <Section title="By month">
                <MonthBars overview={overview} currency={currency} />
              </Section>
            </div>
          </div>
        </>
      )}
      {spending.near.length > 0 && (
        <Section title="Near a limit">
          <NearLimits near={spending.near} more={spending.moreNear} />
        </Section>
      )}
      {overview.lastImport && (
        <Section title="Last import">
          <LastImport lastImport={overview.lastImport} />
        </Section>
      )}
    </>
  )
}

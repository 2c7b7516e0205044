import type { ReactNode } from 'react'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { dueStateOf, owed, paperLines } from '../model/paper.ts'
import classes from './statements.module.css'

/** What is owed, of which days, and how it came to that. */
export function PaperHead({ statement }: { readonly statement: Statement }) {
  const formats = useFormats()
  const { openedOn, closedOn, closingMinor, currency } = statement
  return (
    <>
      <header className={classes.head}>
        <div>
          <h2>{statement.accountLabel}</h2>
          <p>Statement of <time dateTime={closedOn} title={formats.dateLong(closedOn)}>{openedOn === null ? formats.date(closedOn) : formats.range(openedOn, closedOn)}</time></p>
        </div>
        <p className={classes.headline}>
          <span className={classes.faint}>{closingMinor > 0 ? 'In your favour' : 'Closing balance'}</span>
          <MoneyText minor={Math.abs(closingMinor)} currency={currency} size="xl" />
        </p>
      </header>
      <div className={classes.sums}>
        <Balance statement={statement} />
        <Facts statement={statement} />
      </div>
    </>
  )
}

function Balance({ statement }: { readonly statement: Statement }) {
  return (
    <table className={classes.balance}>
      <caption className="ck-hidden">From the opening to the closing balance</caption>
      <tbody>
        {paperLines(statement).map((line) => (
          <tr key={line.key} data-kind={line.key}>
            <th scope="row">{line.label}</th>
            <td><MoneyText minor={line.minor} currency={statement.currency} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Facts({ statement }: { readonly statement: Statement }) {
  const { minimumDueMinor, pastDueMinor, autopay, creditLimitMinor, dueOn } = statement
  const money = (minor: number) => <MoneyText minor={Math.abs(minor)} currency={statement.currency} />
  return (
    <dl className={classes.facts}>
      {dueOn !== null && <Fact label="Payment due"><Due statement={statement} dueOn={dueOn} /></Fact>}
      {minimumDueMinor !== null && <Fact label="Minimum payment">{money(minimumDueMinor)}</Fact>}
      {pastDueMinor !== null && pastDueMinor !== 0 && <Fact label="Past due"><strong className={classes.danger}>{money(pastDueMinor)}</strong></Fact>}
      {autopay !== null && <Fact label="Autopay">{autopay ? 'On' : 'Off'}</Fact>}
      {creditLimitMinor !== null && <Fact label="Credit limit">{money(creditLimitMinor)}</Fact>}
    </dl>
  )
}

/** The day, and while it lies ahead and something is owed, how far it is. */
function Due({ statement, dueOn }: { readonly statement: Statement; readonly dueOn: string }) {
  const formats = useFormats()
  const state = dueStateOf(statement, formats.today)
  const isOpen = owed(statement.closingMinor) > 0
  const days = daysBetween(formats.today, dueOn as IsoDate)
  return (
    <>
      <time dateTime={dueOn} title={formats.dateLong(dueOn)}>{formats.date(dueOn)}</time>
      {isOpen && state === 'ahead' && <span className={classes.faint}> in {plural(days, 'day', 'days')}</span>}
      {isOpen && state === 'today' && <span className={classes.attention}> today</span>}
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-selectable>{children}</dd>
    </div>
  )
}

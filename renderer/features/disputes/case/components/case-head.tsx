import { Link } from 'wouter'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { StageMark } from '../../components/stage-mark.tsx'
import { cardText, isPartial, reasonTitle } from '../../model/dispute-words.ts'
import classes from './case.module.css'

/** The charge, why it is disputed, how it stands. */
export function CaseHead({ detail }: { readonly detail: DisputeDetail }) {
  const formats = useFormats()
  const { charge, amount, reason } = detail
  return (
    <header className={classes.head}>
      <div className={classes.headWords}>
        <h2 className={classes.merchant}>{charge.merchant}</h2>
        <p className={classes.sub}>{reasonTitle(reason)}</p>
        <p className={classes.sub}>
          <time dateTime={charge.on}>{formats.dateLong(charge.on)}</time>
          <span>{cardText(charge)}</span>
          {charge.transactionId === null ? <span>The charge itself is not here any more</span> : <Link className={classes.link} href={transactionsHref({ text: charge.merchant }, charge.transactionId)}>See the charge</Link>}
        </p>
      </div>
      <div className={classes.headAmount}>
        <MoneyText {...amount} size="xl" />
        {isPartial(detail) && <span className={classes.faint}>of {formats.money(charge.amount)}</span>}
        <StageMark dispute={detail} />
      </div>
    </header>
  )
}

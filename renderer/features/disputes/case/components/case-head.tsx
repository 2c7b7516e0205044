import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'wouter'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { PATHS, transactionsHref } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { LastDay } from '../../draft/components/last-day.tsx'
import { StageMark } from '../../components/stage-mark.tsx'
import { cardText, isPartial, reasonTitle } from '../../model/dispute-words.ts'
import classes from './case.module.css'

/** Where one is, and until when, for as long as it has not left. */
export function CaseBar({ detail }: { readonly detail: DisputeDetail }) {
  return (
    <>
      <nav className={classes.back} aria-label="Where you are">
        <Link href={PATHS.disputes} className={classes.backLink}><IconArrowLeft size={16} stroke={1.7} aria-hidden /> Disputes</Link>
        <span className={classes.here}>{detail.charge.merchant}</span>
      </nav>
      <LastDay detail={detail} />
    </>
  )
}

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

import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { cardText } from '../../model/dispute-words.ts'
import { problemText } from '../../model/problem-words.ts'
import classes from './draft-head.module.css'

/** The charge that is disputed. */
export function ChargeHead({ detail: { charge } }: { readonly detail: DisputeDetail }) {
  const formats = useFormats()
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h2 className={classes.merchant}>{charge.merchant}</h2>
        <p className={classes.sub}>
          <time dateTime={charge.on}>{formats.dateLong(charge.on)}</time> · {cardText(charge)}
          {charge.transactionId !== null && <> · <Link className={classes.link} href={transactionsHref({ text: charge.merchant }, charge.transactionId)}>See the charge</Link></>}
        </p>
      </div>
      <span className={`ck-figure ${classes.amount}`} data-selectable>{formats.money(charge.amount)}</span>
    </header>
  )
}

/** It was sent and not taken: why, and that nothing is lost. */
export function Refused({ detail: { problem } }: { readonly detail: DisputeDetail }) {
  if (problem === null) return null
  return (
    <div className={classes.refused} role="note">
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <span><strong>The issuer did not take it.</strong> {problemText(problem)} Nothing is lost: correct it and send it again.</span>
    </div>
  )
}

import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import { lifeOf, type LifeEvent } from '../model/life.ts'
import classes from './charge-drawer.module.css'

export function ChargeLife({ detail, isIssued }: { readonly detail: TransactionDetail; readonly isIssued: boolean }) {
  return (
    <ol className={classes.life}>
      {lifeOf(detail, isIssued).map((event) => (
        <li key={event.key} className={classes.event} data-waiting={event.waiting || undefined}>
          <span className={classes.dot} aria-hidden />
          <span>
            {event.title}
            {event.note !== null && <div className={classes.faint}>{event.note}</div>}
          </span>
          <When event={event} />
        </li>
      ))}
    </ol>
  )
}

function When({ event }: { readonly event: LifeEvent }) {
  const formats = useFormats()
  if (event.when === null) return null
  if (event.when.kind === 'day') return <time className={classes.when} dateTime={event.when.date}>{formats.date(event.when.date)}</time>
  return (
    <time className={classes.when} dateTime={new Date(event.when.at).toISOString()} title={formats.instant(event.when.at)}>
      {formats.instant(event.when.at)}
    </time>
  )
}

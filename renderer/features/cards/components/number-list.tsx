import { Link } from 'wouter'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import { STATUS_LABELS } from '../model/find-cards.ts'
import { closedText } from '../model/history.ts'
import classes from '../card-page.module.css'

/** Every number that this card had, the newest first. */
export function NumberList({ detail: { card, numbers } }: { readonly detail: CardDetail }) {
  const formats = useFormats()
  return (
    <Section title="Its numbers" aside={`${numbers.length} over time, one card`}>
      <ul className={classes.rows} aria-label="Numbers of this card, the newest first">
        {numbers.toReversed().map((number) => {
          const content = (
            <>
              <span className={`ck-figure ${classes.rowMain}`}>·· {number.lastDigits ?? 'no digits known'}{number.cardId === card.id && <span className={classes.faint}> shown here</span>}</span>
              <span className={classes.rowAside}>{number.issuedOn === null ? '' : `issued ${formats.date(number.issuedOn)}`}</span>
              <span>{number.status === 'closed' ? closedText(number.closedReason) : STATUS_LABELS[number.status]}</span>
            </>
          )
          return <li key={number.cardId}>{number.cardId === card.id ? <span className={classes.row} aria-current="true">{content}</span> : <Link className={classes.row} href={itemHref('card', number.cardId)}>{content}</Link>}</li>
        })}
      </ul>
    </Section>
  )
}

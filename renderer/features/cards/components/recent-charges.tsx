import { Link } from 'wouter'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import classes from '../card-page.module.css'

const SHOWN = 6

/** The newest charges of the card under every number it had. */
export function RecentCharges({ detail }: { readonly detail: CardDetail }) {
  const filter = { cardIds: detail.numbers.map((number) => number.cardId) }
  const rows = useEngineQuery((ask) => ask.transactions.list({ filter, sort: 'newest', cursor: null, limit: SHOWN }))
  return (
    <Section title="Charges" actions={detail.card.transactions > 0 && <Link className={classes.link} href={transactionsHref(filter)}>All charges</Link>}>
      <QueryView query={rows} skeleton={<Skeleton count={SHOWN} />}>
        {(page) =>
          page.rows.length === 0 ? <p className={classes.nothing}>Nothing was charged to it yet.</p> : (
            <ul className={classes.rows} aria-label="Newest charges">
              {page.rows.map((row) => <ChargeLine key={row.id} row={row} filter={filter} />)}
            </ul>
          )
        }
      </QueryView>
    </Section>
  )
}

function ChargeLine({ row, filter }: { readonly row: TransactionRow; readonly filter: { readonly cardIds: number[] } }) {
  const formats = useFormats()
  return (
    <li>
      <Link className={classes.row} href={transactionsHref(filter, row.id)}>
        <time className={classes.rowWhen} dateTime={row.postedOn} title={formats.dateLong(row.postedOn)}>{formats.date(row.postedOn)}</time>
        <span className={classes.rowMain}>{row.merchant}</span>
        <span className={classes.rowAside}>{row.categoryName}</span>
        <MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} />
      </Link>
    </li>
  )
}

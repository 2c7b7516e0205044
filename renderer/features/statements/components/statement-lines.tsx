import { Link } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { MoreRows } from '#renderer/components/data/more-rows.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import classes from './statements.module.css'

const PAGE_SIZE = 200

/** The lines in the order of the paper: oldest first, page after page as it is read. */
export function StatementLines({ statement }: { readonly statement: Statement }) {
  const pages = useEnginePages({
    page: (ask, cursor: string | null) => ask.transactions.list({ filter: { statementId: statement.id }, sort: 'oldest', cursor, limit: PAGE_SIZE }),
    first: null,
    next: (last) => last.nextCursor,
  })
  if (!pages.data) return pages.error ? <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} /> : <Skeleton />
  const rows = pages.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <p className={classes.none}>The books have no charges of this period: the file held the statement alone.</p>
  return (
    <>
      {pages.error && !pages.isFetchNextPageError && <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} />}
      <table className={classes.lines}>
        <caption className="ck-hidden">Lines of the statement</caption>
        <colgroup>
          <col className={classes.colDate} />
          <col />
          <col className={classes.colWho} />
          <col className={classes.colAmount} />
        </colgroup>
        <thead className="ck-hidden">
          <tr><th scope="col">Date</th><th scope="col">Merchant</th><th scope="col">Cardholder</th><th scope="col">Amount</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => <Line key={row.id} row={row} statementId={statement.id} />)}
        </tbody>
        {!pages.hasNextPage && (
          <tfoot>
            <tr>
              <td colSpan={3}>{rows.length === 1 ? 'The line' : `All ${rows.length} lines`}</td>
              <td><MoneyText minor={statement.transactionsMinor} currency={statement.currency} kind="transaction" /></td>
            </tr>
          </tfoot>
        )}
      </table>
      <MoreRows pages={pages} />
    </>
  )
}

function Line({ row, statementId }: { readonly row: TransactionRow; readonly statementId: number }) {
  const formats = useFormats()
  return (
    <tr>
      <td><time dateTime={row.postedOn} title={formats.dateLong(row.postedOn)}>{formats.date(row.postedOn)}</time></td>
      <td>
        <Link href={transactionsHref({ statementId }, row.id)} className={classes.merchant}>{row.merchant}</Link>
        {row.memo !== null && <span className={classes.memo}>{row.memo}</span>}
      </td>
      <td className={classes.who}>{row.cardholderName ?? ''}{row.cardLastDigits !== null && <span className={classes.faint}> {row.cardLastDigits}</span>}</td>
      <td><MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} /></td>
    </tr>
  )
}

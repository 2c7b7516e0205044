import { Button } from '@mantine/core'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import classes from './statements.module.css'

const PAGE_SIZE = 500

/** The lines in the order of the paper: oldest first. */
export function StatementLines({ statement }: { readonly statement: Statement }) {
  const pages = useEnginePages({
    page: (ask, cursor: string | null) => ask.transactions.list({ filter: { statementId: statement.id }, sort: 'oldest', cursor, limit: PAGE_SIZE }),
    first: null,
    next: (last) => last.nextCursor,
  })
  if (pages.error) return <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton />
  const rows = pages.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <p className={classes.none}>The books have no charges of this period: only the statement itself was in the file.</p>
  return (
    <>
      <table className={classes.lines}>
        <caption className="ck-hidden">Lines of the statement</caption>
        <colgroup>
          <col className={classes.colDate} />
          <col />
          <col className={classes.colWho} />
          <col className={classes.colAmount} />
        </colgroup>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>Sum of the lines</td>
            <td><MoneyText minor={statement.transactionsMinor} currency={statement.currency} kind="transaction" /></td>
          </tr>
        </tfoot>
      </table>
      {pages.hasNextPage && <Button mt="sm" size="xs" variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>Show more lines</Button>}
    </>
  )
}

function Line({ row }: { readonly row: TransactionRow }) {
  const formats = useFormats()
  return (
    <tr>
      <td><time dateTime={row.postedOn}>{formats.date(row.postedOn)}</time></td>
      <td>
        <span className={classes.merchant}>{row.merchant}</span>
        {row.memo !== null && <span className={classes.memo}>{row.memo}</span>}
      </td>
      <td className={classes.who}>{row.cardholderName ?? ''}{row.cardLastDigits !== null && <span className={classes.faint}> {row.cardLastDigits}</span>}</td>
      <td><MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} /></td>
    </tr>
  )
}

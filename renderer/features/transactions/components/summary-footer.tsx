import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useAsk, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { MAX_SELECTED, NO_SELECTION, selectRows, type Selection } from '../model/selection.ts'
import { amountTotals, spendTotals } from '../model/spend.ts'
import { BulkCategory } from './bulk-category.tsx'
import classes from './summary-footer.module.css'

export interface SummaryFooterProps {
  readonly filter: TransactionFilter
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  /** What can be done with a selection elsewhere. */
  readonly acts: (transactionIds: readonly number[]) => ReactNode
}

/** What the list adds up to; with a selection, what that adds up to and what can be done with it. */
export function SummaryFooter({ filter, selection, onSelect, acts }: SummaryFooterProps) {
  const formats = useFormats()
  const summary = useEngineQuery((ask) => ask.transactions.summary({ filter }), { keepPrevious: true })
  const { data } = summary
  if (selection.rows.size > 0) return <SelectionSummary filter={filter} total={data?.count ?? 0} selection={selection} onSelect={onSelect} acts={acts} />
  if (!data) return <span>{summary.error ? 'The sums could not be read.' : ''}</span>
  return (
    <div className={classes.summary} data-old={summary.isPlaceholderData || undefined} aria-live="polite">
      <span className={classes.count}>{plural(data.count, 'charge', 'charges', formats.count(data.count))}</span>
      {data.spend.length > 0 && <Sum label="Spend"><MoneyTotals totals={data.spend} /></Sum>}
      {data.payments.length > 0 && <Sum label="Payments"><MoneyTotals totals={data.payments} /></Sum>}
      {data.firstOn !== null && data.lastOn !== null && <span className={classes.range}>{formats.range(data.firstOn, data.lastOn)}</span>}
    </div>
  )
}

function Sum({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span className={classes.sum}>
      {label} <strong>{children}</strong>
    </span>
  )
}

interface SelectionSummaryProps extends SummaryFooterProps {
  readonly total: number
}

function SelectionSummary({ filter, total, selection, onSelect, acts }: SelectionSummaryProps) {
  const formats = useFormats()
  const rows = [...selection.rows.values()]
  const spend = spendTotals(rows)
  // Payments alone add up to no spend; their own sum is what was meant.
  const isOnlyPayments = rows.every((row) => row.type === 'payment')
  const everything = useSelectEverything(filter, selection, onSelect)
  return (
    <div className={classes.summary}>
      <span className={classes.count}>{formats.count(rows.length)} selected</span>
      <Sum label={isOnlyPayments ? 'Sum' : 'Spend'}>
        <MoneyTotals totals={isOnlyPayments ? amountTotals(rows) : spend} />
      </Sum>
      {rows.length < total && (
        <Button size="compact-sm" variant="subtle" color="gray" loading={everything.isRunning} onClick={everything.run}>
          Select all {formats.count(Math.min(total, MAX_SELECTED))}
        </Button>
      )}
      <span className={classes.actions}>
        {acts(rows.map(({ id }) => id))}
        <BulkCategory rows={rows} onDone={() => onSelect(NO_SELECTION)} />
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => onSelect(NO_SELECTION)}>Clear</Button>
      </span>
    </div>
  )
}

const BIG_PAGE = 500

/** Reads the rest of what the filter finds, up to as many as one change takes, so that all of it can be selected. */
function useSelectEverything(filter: TransactionFilter, selection: Selection, onSelect: (selection: Selection) => void) {
  const ask = useAsk()
  const toasts = useToasts()
  const [isRunning, setIsRunning] = useState(false)
  const run = async () => {
    setIsRunning(true)
    try {
      let found = selection
      let cursor: string | null = null
      do {
        const page = await ask.transactions.list({ filter, sort: 'newest', cursor, limit: BIG_PAGE }).queryFn()
        found = selectRows(found, page.rows)
        cursor = page.nextCursor
      } while (cursor !== null && found.rows.size < MAX_SELECTED)
      onSelect(found)
    } catch (error) {
      toasts.fail(error)
    } finally {
      setIsRunning(false)
    }
  }
  return { run: () => void run(), isRunning }
}

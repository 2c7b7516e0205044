import { useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { GroupBy } from '../model/address.ts'
import type { MonthRange } from '../model/period.ts'
import type { LineId, Pivot } from '../model/pivot.ts'
import { ReportRow, TotalsRow } from './report-row.tsx'
import classes from './report-table.module.css'

export interface ReportTableProps {
  readonly pivot: Pivot
  /** The months before, as a table of the same kind. */
  readonly before: Pivot | null
  readonly by: GroupBy
  readonly months: MonthRange
  readonly personId: number | null
}

/** The whole report as figures. The first column stays in sight; each row opens into what it is made of. */
export function ReportTable({ pivot, before, by, months, personId }: ReportTableProps) {
  const formats = useFormats()
  const [opened, setOpened] = useState<ReadonlySet<LineId>>(() => new Set())
  const toggle = (id: LineId) => {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    setOpened(next)
  }
  const isAllOpen = opened.size >= pivot.rows.length
  const toggleAll = () => setOpened(isAllOpen ? new Set() : new Set(pivot.rows.map((row) => row.id)))
  useShortcut('o', 'Open or fold every row', toggleAll)
  const cell = { by, months, personId, currency: pivot.currency, columns: pivot.months }
  // One month is its own total: a second column of the same figures would only be noise.
  const showsMonths = pivot.months.length > 1
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label="Spend month by month">
      <table className={classes.table}>
        <caption className="ck-hidden">Spend per {by} and month</caption>
        <thead>
          <tr>
            <th scope="col">
              <button type="button" className={classes.foldAll} aria-expanded={isAllOpen} onClick={toggleAll}>
                {by === 'person' ? 'Person' : 'Category'}
                <span className={classes.foldHint}>{isAllOpen ? 'fold all' : 'open all'}</span>
              </button>
            </th>
            {showsMonths && pivot.months.map((month) => <th key={month} scope="col">{formats.month(month)}</th>)}
            <th scope="col" data-total>Total</th>
            {before && <th scope="col">Before</th>}
            {before && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {pivot.rows.map((row) => (
            <ReportRow
              key={String(row.id)}
              row={row}
              before={before ? (before.rows.find((one) => one.id === row.id) ?? null) : undefined}
              isOpen={opened.has(row.id)}
              onToggle={() => toggle(row.id)}
              showsMonths={showsMonths}
              cell={cell}
            />
          ))}
        </tbody>
        <tfoot>
          <TotalsRow line={pivot.totals} before={before?.totals} showsMonths={showsMonths} cell={cell} />
        </tfoot>
      </table>
    </div>
  )
}

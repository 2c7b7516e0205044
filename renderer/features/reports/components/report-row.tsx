import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { GroupBy } from '../model/address.ts'
import { filterOf, oneMonth, type Figure } from '../model/drill.ts'
import type { MonthRange } from '../model/period.ts'
import type { LineId, PivotLine, PivotRow } from '../model/pivot.ts'
import { changeOf } from '../model/words.ts'
import classes from './report-table.module.css'

/** What every figure of the table needs to know to be a link. */
export interface CellContext {
  readonly by: GroupBy
  readonly months: MonthRange
  readonly personId: number | null
  readonly currency: string
  readonly columns: readonly string[]
}

export interface ReportRowProps {
  readonly row: PivotRow
  /** undefined: not compared; null: nothing was spent before. */
  readonly before: PivotRow | null | undefined
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly showsMonths: boolean
  readonly cell: CellContext
}

export function ReportRow({ row, before, isOpen, onToggle, showsMonths, cell }: ReportRowProps) {
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" className={classes.name} aria-expanded={isOpen} onClick={onToggle}>
            <IconChevronRight size={14} stroke={1.8} aria-hidden />
            {cell.by === 'person' && <Avatar name={row.id === null ? null : row.name} size="sm" />}
            <span>{row.name}</span>
          </button>
        </th>
        <Figures line={row} place={{ row: row.id }} before={before} showsMonths={showsMonths} cell={cell} />
      </tr>
      {isOpen &&
        row.parts.map((part) => (
          <tr key={String(part.id)} data-part>
            <th scope="row"><span className={classes.part}>{part.name}</span></th>
            <Figures line={part} place={{ row: row.id, part: part.id }} before={before === undefined ? undefined : (before?.parts.find((one) => one.id === part.id) ?? null)} showsMonths={showsMonths} cell={cell} />
          </tr>
        ))}
    </>
  )
}

export function TotalsRow({ line, before, showsMonths, cell }: { readonly line: PivotLine; readonly before: PivotLine | undefined; readonly showsMonths: boolean; readonly cell: CellContext }) {
  return (
    <tr>
      <th scope="row">Total</th>
      <Figures line={line} place={{}} before={before} showsMonths={showsMonths} cell={cell} />
    </tr>
  )
}

interface FiguresProps {
  readonly line: PivotLine
  readonly place: { readonly row?: LineId; readonly part?: LineId }
  readonly before: PivotLine | null | undefined
  readonly showsMonths: boolean
  readonly cell: CellContext
}

function Figures({ line, place, before, showsMonths, cell }: FiguresProps) {
  const figure = (months: MonthRange): Figure => ({ months, by: cell.by, personId: cell.personId, ...place })
  return (
    <>
      {showsMonths &&
        line.byMonth.map((minor, index) => {
          const month = cell.columns[index] ?? ''
          return <td key={month}>{minor === undefined ? <Nothing /> : <FigureLink figure={figure(oneMonth(month))} minor={minor} currency={cell.currency} />}</td>
        })}
      <td data-total>{line.count === 0 ? <Nothing /> : <FigureLink figure={figure(cell.months)} minor={line.total} currency={cell.currency} />}</td>
      {before !== undefined && <td>{before === null ? <Nothing /> : <MoneyText minor={before.total} currency={cell.currency} muted />}</td>}
      {before !== undefined && <td><ChangeText now={line.total} before={before?.total ?? 0} /></td>}
    </>
  )
}

function FigureLink({ figure, minor, currency }: { readonly figure: Figure; readonly minor: number; readonly currency: string }) {
  return (
    <Link href={transactionsHref(filterOf(figure))} className={classes.figure}>
      <MoneyText minor={minor} currency={currency} />
    </Link>
  )
}

function ChangeText({ now, before }: { readonly now: number; readonly before: number }): ReactNode {
  const formats = useFormats()
  const change = changeOf(now, before)
  if (change.ratio === null) return <span className={classes.faint}>new</span>
  if (change.direction === 'same') return <span className={classes.faint}>same</span>
  return <span className={classes.change}>{change.direction === 'up' ? '+' : '−'}{formats.percent(change.ratio)}</span>
}

function Nothing() {
  return <span className={classes.faint}>–</span>
}

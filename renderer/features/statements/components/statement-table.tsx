import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import { type Column, DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Formats } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { partColumns, partOf, type PartColumn } from '../model/list-columns.ts'
import { owed } from '../model/paper.ts'
import { ReconciledMark } from './reconciled-mark.tsx'
import classes from './statements.module.css'

export interface StatementTableProps {
  readonly statements: readonly Statement[]
  /** The one that was read last: marked, and where the keyboard goes on. */
  readonly lastRead: number | null
  readonly onOpen: (id: number) => void
}

export function StatementTable({ statements, lastRead, onOpen }: StatementTableProps) {
  const formats = useFormats()
  const isWide = useMediaQuery('(min-width: 1240px)') ?? true
  const frame = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => columnsOf(statements, formats, isWide), [statements, formats, isWide])
  const rows = () => [...(frame.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
  const walk = (steps: number) => {
    const all = rows()
    const index = all.findIndex((row) => row === document.activeElement)
    all[index < 0 ? Math.max(0, all.findIndex((row) => row.dataset['active'])) : Math.max(0, Math.min(all.length - 1, index + steps))]?.focus()
  }
  useShortcut(['ArrowDown', 'j'], 'Next statement', () => walk(1))
  useShortcut(['ArrowUp', 'k'], 'Statement before', () => walk(-1))
  useEffect(() => {
    // Back from the paper the keyboard goes on where it was; a first look takes the focus from nobody.
    frame.current?.querySelector<HTMLElement>('tr[data-active]')?.focus()
  }, [])
  return (
    <div ref={frame}>
      <DataTable caption="Statements, newest first" columns={columns} rows={statements} getKey={(statement) => statement.id} activeKey={lastRead} stickyFirst={false} onOpen={(statement) => onOpen(statement.id)} />
    </div>
  )
}

const HEADERS: Readonly<Record<PartColumn, string>> = { net: 'Charges less payments', charges: 'Charges', credits: 'Credits', fees: 'Fees' }

/** Where there is room, what the balance is made of as well. */
function columnsOf(statements: readonly Statement[], formats: Formats, isWide: boolean): readonly Column<Statement>[] {
  const money = (statement: Statement, minor: number | null) => (minor === null ? <span className={classes.faint}>–</span> : <MoneyText minor={minor} currency={statement.currency} />)
  const part = (column: PartColumn): Column<Statement> => ({ key: column, header: HEADERS[column], align: 'right', cell: (statement) => money(statement, partOf(statement, column)) })
  const opening: Column<Statement> = { key: 'opening', header: 'Opening', align: 'right', cell: (statement) => money(statement, owed(statement.openingMinor)) }
  return [
    { key: 'period', header: 'Statement', cell: (statement) => <Period statement={statement} formats={formats} />, sortBy: (statement) => statement.closedOn },
    ...(isWide ? [opening, ...partColumns(statements).map(part)] : []),
    { key: 'closing', header: 'Closing', align: 'right', cell: (statement) => <strong className={classes.strong}>{money(statement, owed(statement.closingMinor))}</strong>, sortBy: (statement) => owed(statement.closingMinor) },
    { key: 'minimum', header: 'Minimum', align: 'right', cell: (statement) => money(statement, statement.minimumDueMinor === null ? null : Math.abs(statement.minimumDueMinor)) },
    { key: 'due', header: 'Due', align: 'right', cell: (statement) => <DueDay statement={statement} formats={formats} />, sortBy: (statement) => statement.dueOn ?? '' },
    { key: 'mark', header: 'Lines', cell: (statement) => <ReconciledMark statement={statement} /> },
  ]
}

function Period({ statement, formats }: { readonly statement: Statement; readonly formats: Formats }) {
  return (
    <span className={classes.period}>
      <span className={classes.strong}>{statement.openedOn === null ? `to ${formats.date(statement.closedOn)}` : formats.range(statement.openedOn, statement.closedOn)}</span>
      <span className={classes.faint}>{statement.accountLabel}</span>
    </span>
  )
}

function DueDay({ statement, formats }: { readonly statement: Statement; readonly formats: Formats }) {
  if (statement.dueOn === null) return <span className={classes.faint}>–</span>
  return <time dateTime={statement.dueOn} title={formats.dateLong(statement.dueOn)}>{formats.date(statement.dueOn)}</time>
}

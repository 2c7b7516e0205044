import { useMediaQuery } from '@mantine/hooks'
import { type Column, DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Formats } from '#renderer/lib/formats.ts'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { owed, paperLines } from '../model/paper.ts'
import { ReconciledMark } from './reconciled-mark.tsx'
import classes from './statements.module.css'

export interface StatementTableProps {
  readonly statements: readonly Statement[]
  readonly onOpen: (id: number) => void
}

export function StatementTable({ statements, onOpen }: StatementTableProps) {
  const formats = useFormats()
  const isWide = useMediaQuery('(min-width: 1240px)') ?? true
  return <DataTable caption="Statements, newest first" columns={columnsOf(formats, isWide)} rows={statements} getKey={(statement) => statement.id} onOpen={(statement) => onOpen(statement.id)} />
}

/** Where there is room, what the balance is made of as well. */
function columnsOf(formats: Formats, isWide: boolean): readonly Column<Statement>[] {
  const money = (statement: Statement, minor: number | null) => (minor === null ? <span className={classes.faint}>–</span> : <MoneyText minor={minor} currency={statement.currency} />)
  const part = (key: string, header: string): Column<Statement> => ({
    key, header, align: 'right', cell: (statement) => money(statement, paperLines(statement).find((line) => line.key === key)?.minor ?? null),
  })
  return [
    { key: 'period', header: 'Statement', cell: (statement) => <Period statement={statement} formats={formats} />, sortBy: (statement) => statement.closedOn },
    ...(isWide ? [part('opening', 'Opening'), part('purchases', 'Charges'), part('payments', 'Credits'), part('fees', 'Fees')] : []),
    { key: 'closing', header: 'Closing', align: 'right', cell: (statement) => <strong className={classes.strong}>{money(statement, owed(statement.closingMinor))}</strong>, sortBy: (statement) => owed(statement.closingMinor) },
    { key: 'minimum', header: 'Minimum', align: 'right', cell: (statement) => money(statement, statement.minimumDueMinor === null ? null : Math.abs(statement.minimumDueMinor)) },
    { key: 'due', header: 'Due', align: 'right', cell: (statement) => (statement.dueOn === null ? <span className={classes.faint}>–</span> : formats.date(statement.dueOn)), sortBy: (statement) => statement.dueOn ?? '' },
    { key: 'mark', header: 'Adds up', cell: (statement) => <ReconciledMark statement={statement} /> },
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

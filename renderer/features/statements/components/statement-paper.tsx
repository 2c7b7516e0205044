import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link } from 'wouter'
import { Fact, Facts } from '#renderer/components/data/detail-drawer.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { paperLines, reconciliationOf } from '../model/paper.ts'
import { ReconciledMark } from './reconciled-mark.tsx'
import { StatementLines } from './statement-lines.tsx'
import classes from './statements.module.css'

export interface StatementPaperProps {
  readonly statement: Statement
  readonly newer: Statement | undefined
  readonly older: Statement | undefined
  readonly onOpen: (id: number) => void
  readonly onBack: () => void
}

/** One statement as it reads on paper: head, sums, lines. */
export function StatementPaper({ statement, newer, older, onOpen, onBack }: StatementPaperProps) {
  useShortcut('Escape', 'Back to all statements', onBack)
  useShortcut(['ArrowLeft', 'k'], 'Newer statement', () => newer && onOpen(newer.id), { enabled: newer !== undefined })
  useShortcut(['ArrowRight', 'j'], 'Older statement', () => older && onOpen(older.id), { enabled: older !== undefined })
  const toolbar = (
    <>
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack}>All statements</Button>
      <span className={classes.steps}>
        <Tooltip label="Newer (K)">
          <ActionIcon aria-label="Newer statement" disabled={!newer} onClick={() => newer && onOpen(newer.id)}><IconChevronUp size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
        <Tooltip label="Older (J)">
          <ActionIcon aria-label="Older statement" disabled={!older} onClick={() => older && onOpen(older.id)}><IconChevronDown size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
      </span>
    </>
  )
  return (
    <PageFrame toolbar={toolbar}>
      <article className={classes.paper} aria-label={`Statement of ${statement.accountLabel}`}>
        <PaperHead statement={statement} />
        <div className={classes.sums}>
          <PaperSums statement={statement} />
          <PaperFacts statement={statement} />
        </div>
        <Reconciliation statement={statement} />
        <div className={classes.linesHead}>
          <h2>{plural(statement.transactions, 'line', 'lines')}</h2>
          {statement.transactions > 0 && <Button component={Link} href={transactionsHref({ statementId: statement.id })} size="compact-sm" variant="subtle">Open in Transactions</Button>}
        </div>
        <StatementLines statement={statement} />
      </article>
    </PageFrame>
  )
}

function PaperHead({ statement }: { readonly statement: Statement }) {
  const formats = useFormats()
  return (
    <header className={classes.head}>
      <h2>{statement.accountLabel}</h2>
      <p>
        Statement of <time dateTime={statement.closedOn}>{formats.dateLong(statement.closedOn)}</time>
        {statement.openedOn !== null && `, from ${formats.date(statement.openedOn)}`}
      </p>
    </header>
  )
}

function PaperSums({ statement }: { readonly statement: Statement }) {
  return (
    <table className={classes.balance}>
      <caption className="ck-hidden">From the opening to the closing balance</caption>
      <tbody>
        {paperLines(statement).map((line) => (
          <tr key={line.key} data-kind={line.key}>
            <th scope="row">{line.label}</th>
            <td><MoneyText minor={line.minor} currency={statement.currency} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PaperFacts({ statement }: { readonly statement: Statement }) {
  const formats = useFormats()
  const money = (minor: number) => <MoneyText minor={Math.abs(minor)} currency={statement.currency} />
  return (
    <Facts>
      {statement.dueOn !== null && <Fact label="Due"><time dateTime={statement.dueOn} title={formats.dateLong(statement.dueOn)}>{formats.date(statement.dueOn)}</time></Fact>}
      {statement.minimumDueMinor !== null && <Fact label="Minimum">{money(statement.minimumDueMinor)}</Fact>}
      {statement.pastDueMinor !== null && statement.pastDueMinor !== 0 && <Fact label="Past due"><strong className={classes.danger}>{money(statement.pastDueMinor)}</strong></Fact>}
      {statement.autopay !== null && <Fact label="Autopay">{statement.autopay ? 'On' : 'Off'}</Fact>}
      {statement.creditLimitMinor !== null && <Fact label="Credit limit">{money(statement.creditLimitMinor)}</Fact>}
    </Facts>
  )
}

const EXPLANATIONS = {
  reconciled: 'The opening balance and the lines below give the closing balance.',
  differs: 'The opening balance and the lines below do not give the closing balance: a file of this period is probably missing, or a charge is there twice.',
  unknown: 'The file names no opening balance, so the lines cannot be compared with the closing one.',
} as const

function Reconciliation({ statement }: { readonly statement: Statement }) {
  const state = reconciliationOf(statement)
  return (
    <p className={classes.reconciliation} data-state={state}>
      <ReconciledMark statement={statement} />
      <span>{EXPLANATIONS[state]}</span>
    </p>
  )
}

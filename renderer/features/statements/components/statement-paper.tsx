import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { PaperHead } from './paper-head.tsx'
import { Reconciliation } from './reconciliation.tsx'
import { StatementLines } from './statement-lines.tsx'
import classes from './statements.module.css'

export interface StatementPaperProps {
  readonly statement: Statement
  /** Where it stands in the list. */
  readonly place: { readonly number: number; readonly of: number }
  readonly newer: Statement | undefined
  readonly older: Statement | undefined
  readonly onOpen: (id: number) => void
  readonly onBack: () => void
}

/** One statement as it reads on paper: head, balances, lines. */
export function StatementPaper(props: StatementPaperProps) {
  const { statement } = props
  const formats = useFormats()
  const paper = useRef<HTMLElement>(null)
  // So that the arrow and page keys scroll it at once.
  useEffect(() => paper.current?.focus({ preventScroll: true }), [])
  return (
    <PageFrame toolbar={<PaperTools {...props} />}>
      <article ref={paper} className={classes.paper} tabIndex={-1} aria-label={`Statement of ${statement.accountLabel}`}>
        <PaperHead statement={statement} />
        <Reconciliation statement={statement} />
        <div className={classes.linesHead}>
          <h3>{plural(statement.transactions, 'line', 'lines', formats.count(statement.transactions))}</h3>
          {statement.transactions > 0 && <Button component={Link} href={transactionsHref({ statementId: statement.id })} size="compact-sm" variant="subtle">Show in Transactions</Button>}
        </div>
        <StatementLines statement={statement} />
      </article>
    </PageFrame>
  )
}

function PaperTools({ place, newer, older, onOpen, onBack }: StatementPaperProps) {
  const goNewer = () => newer && onOpen(newer.id)
  const goOlder = () => older && onOpen(older.id)
  useShortcut('Escape', 'All statements', onBack)
  useShortcut(['ArrowLeft', 'k'], 'Newer statement', goNewer, { enabled: newer !== undefined })
  useShortcut(['ArrowRight', 'j'], 'Older statement', goOlder, { enabled: older !== undefined })
  return (
    <>
      <Tooltip label="All statements (Esc)">
        <Button size="xs" variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack}>All statements</Button>
      </Tooltip>
      <span className={classes.steps}>
        <span className={classes.faint}>{place.number} of {place.of}</span>
        <Tooltip label="Newer (←)">
          <ActionIcon aria-label="Newer statement" disabled={!newer} onClick={goNewer}><IconChevronUp size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
        <Tooltip label="Older (→)">
          <ActionIcon aria-label="Older statement" disabled={!older} onClick={goOlder}><IconChevronDown size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
      </span>
    </>
  )
}

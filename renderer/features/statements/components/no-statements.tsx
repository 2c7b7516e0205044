import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import classes from './statements.module.css'

export function NoStatements() {
  const { pick } = useImportRequest()
  const { cardIds, label, setScope } = useScope()
  if (cardIds !== null) {
    return (
      <EmptyState icon={IconFileInvoice} title={`No statements of ${label}`} action={<Button variant="default" onClick={() => setScope(null)}>Show all cards</Button>}>
        None of the files of this choice of cards held a closing statement.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconFileInvoice} title="No statements yet" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      They come with OFX, QFX and QBO files that hold a closing statement: period, balances, minimum and due date. A CSV only has charges.
    </EmptyState>
  )
}

/** The address names a statement that this choice of cards does not have. */
export function StatementGone() {
  const { cardIds, setScope } = useScope()
  return (
    <p className={classes.gone} role="status">
      That statement is not among these.
      {cardIds !== null && <Button size="compact-sm" variant="subtle" onClick={() => setScope(null)}>Look in all cards</Button>}
    </p>
  )
}

import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import classes from './statements.module.css'

/** Why there are none, and what brings one. */
export function NoStatements() {
  const { pick } = useImportRequest()
  const { cardIds, label, setScope } = useScope()
  const imports = useEngineQuery((ask) => ask.imports.list({}))
  if (cardIds !== null) {
    return (
      <EmptyState icon={IconFileInvoice} title={`No statements of ${label}`} action={<Button variant="default" onClick={() => setScope(null)}>Show all cards</Button>}>
        The files of {cardIds.length === 1 ? 'this card' : 'these cards'} held charges only.
      </EmptyState>
    )
  }
  const hasFiles = imports.data?.some((record) => record.undoneAt === null) ?? false
  return (
    <EmptyState icon={IconFileInvoice} title={hasFiles ? 'No statements in your files' : 'No statements yet'} action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      {hasFiles && <p>Your charges are here, but most downloads hold nothing else: a CSV never tells a statement’s balances, and many banks leave them out of the others.</p>}
      <p>They come with an OFX, QFX or QBO file of a closed billing period. On the bank’s site, download a statement rather than recent activity.</p>
    </EmptyState>
  )
}

/** The address names a statement that this choice of cards does not have. */
export function StatementGone() {
  const { cardIds, setScope } = useScope()
  return (
    <p className={classes.gone} role="status">
      {cardIds === null ? 'That statement is not here any more: its import was undone.' : 'That statement is not of the chosen cards.'}
      {cardIds !== null && <Button size="compact-sm" variant="subtle" onClick={() => setScope(null)}>Look in all cards</Button>}
    </p>
  )
}

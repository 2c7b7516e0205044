import { Button } from '@mantine/core'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { reconciliationOf } from '../model/paper.ts'
import { ReconciledMark } from './reconciled-mark.tsx'
import classes from './statements.module.css'

/** Whether the paper adds up, and where it does not, what that means and what to do. */
export function Reconciliation({ statement }: { readonly statement: Statement }) {
  const { pick } = useImportRequest()
  const state = reconciliationOf(statement)
  return (
    <div className={classes.reconciliation} data-state={state}>
      <ReconciledMark statement={statement} />
      <p><Meaning statement={statement} /></p>
      {state === 'too-little' && <Button size="compact-sm" variant="subtle" onClick={() => void pick()}>Open files</Button>}
    </div>
  )
}

function Meaning({ statement }: { readonly statement: Statement }) {
  const formats = useFormats()
  const { openedOn, closedOn, transactions } = statement
  const period = openedOn === null ? `the days up to ${formats.date(closedOn)}` : formats.range(openedOn, closedOn)
  switch (reconciliationOf(statement)) {
    case 'reconciled':
      return transactions === 0 ? 'The balance did not change.' : 'The opening balance and the lines below give the closing balance.'
    case 'too-little':
      return `The lines below explain less than the closing balance: charges are probably missing. A file that covers ${period} brings them.`
    case 'too-much':
      return `The lines below explain more than the closing balance: a payment of ${period} is probably missing, or a charge is here twice.`
    case 'no-opening':
      return 'The file names no opening balance, so there is nothing to compare the lines with.'
    case 'no-start':
      return 'The file does not say on which day this statement opened, so nobody can tell which lines belong to it alone.'
  }
}

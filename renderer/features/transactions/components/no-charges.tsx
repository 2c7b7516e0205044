import { Button } from '@mantine/core'
import { IconFilterOff, IconReceipt2 } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { conditionCount } from '../model/filter-words.ts'

export interface NoChargesProps {
  readonly filter: TransactionFilter
  readonly onClear: () => void
}

/** Why the list is empty, and the one step that fills it. */
export function NoCharges({ filter, onClear }: NoChargesProps) {
  const { cardIds, label, setScope } = useScope()
  const { pick } = useImportRequest()
  if (conditionCount(filter) > 0) {
    return (
      <EmptyState icon={IconFilterOff} title="No charge fits this filter" action={<Button variant="default" onClick={onClear}>Clear the filter</Button>}>
        Take a condition away, or look at all of them again.
      </EmptyState>
    )
  }
  if (cardIds !== null) {
    return (
      <EmptyState icon={IconReceipt2} title={`No charges on ${label}`} action={<Button variant="default" onClick={() => setScope(null)}>Show all cards</Button>}>
        Nothing has come in for this choice of cards yet.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconReceipt2} title="No charges yet" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      Drop the files your bank lets you download (OFX, QFX, QBO or CSV) anywhere on this window, or open them here.
    </EmptyState>
  )
}

import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useScope } from '#renderer/lib/scope.tsx'

/** Nothing is here yet: the one thing to do, and what it gives. */
export function FirstStep() {
  const { pick } = useImportRequest()
  const { cardIds, label, setScope } = useScope()
  if (cardIds !== null) {
    return (
      <EmptyState icon={IconFileDownload} title={`No charges on ${label} yet`} action={<Button variant="default" onClick={() => setScope(null)}>Show all cards</Button>}>
        Look at all cards, or open statement files that have charges of this one.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconFileDownload} title="Start with your statement files" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      <p>Drop the files your bank lets you download anywhere on this window: OFX, QFX, QBO, or the CSV of American Express, Chase, Citi, Capital One, Bank of America and Discover.</p>
      <p>You see every row before anything is stored, and nothing leaves this computer.</p>
    </EmptyState>
  )
}

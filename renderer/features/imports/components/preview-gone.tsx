import { Button } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'

/** The address names a preview, or files, that the engine does not know any more. */
export function PreviewGone({ onAgain }: { readonly onAgain: (() => void) | null }) {
  const { pick } = useImportRequest()
  return (
    <EmptyState
      icon={IconFileOff}
      title="This preview is not there any more"
      action={
        <>
          {onAgain && <Button onClick={onAgain}>Read the files again</Button>}
          <Button variant={onAgain ? 'default' : 'filled'} onClick={() => void pick()}>Open statement files</Button>
        </>
      }
    >
      It was put away when Cardkeep was locked or restarted. Nothing of it was stored.
    </EmptyState>
  )
}

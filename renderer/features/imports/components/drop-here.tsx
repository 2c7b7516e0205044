import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS } from '#renderer/lib/links.ts'

export function DropHere() {
  const { pick } = useImportRequest()
  return (
    <EmptyState
      icon={IconFileImport}
      title="Drop statement files on this window"
      action={
        <>
          <Button onClick={() => void pick()} data-autofocus>Open statement files</Button>
          <Button component={Link} href={PATHS.activity} variant="subtle" color="gray">Past imports</Button>
        </>
      }
    >
      <p>OFX, QFX and QBO of any bank, and the CSV of American Express, Chase, Citi, Capital One, Bank of America and Discover. Several at once are fine.</p>
      <p>You see every row and decide before anything is stored. Account numbers are masked.</p>
    </EmptyState>
  )
}

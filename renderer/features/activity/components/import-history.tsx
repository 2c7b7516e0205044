import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { ImportItem } from './import-item.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import classes from './activity.module.css'

/** Every import, newest first, each with a way back. `wantedId`: the one that a link points at. */
export function ImportHistory({ wantedId }: { readonly wantedId: number | null }) {
  const imports = useEngineQuery((ask) => ask.imports.list({}))
  const [asked, setAsked] = useState<ImportRecord | null>(null)
  const showOther = (importId: number) => {
    setAsked(null)
    goTo(itemHref('activity', importId), { replace: true })
  }
  return (
    <QueryView query={imports}>
      {(list) =>
        list.length === 0 ? (
          <NoImports />
        ) : (
          <>
            <ul className={classes.list} aria-label="Imports, newest first">
              {list.map((record) => (
                <ImportItem key={record.id} record={record} isWanted={record.id === wantedId} onUndo={() => setAsked(record)} />
              ))}
            </ul>
            <UndoDialog record={asked} onShowOther={showOther} onClose={() => setAsked(null)} />
          </>
        )
      }
    </QueryView>
  )
}

function NoImports() {
  const { pick } = useImportRequest()
  return (
    <EmptyState icon={IconFileImport} title="Nothing was imported yet" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      Every import will stand here with what it brought, and can be undone as a whole.
    </EmptyState>
  )
}

import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { filesText } from '../model/undo-words.ts'
import { ImportItem } from './import-item.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import classes from './activity.module.css'

/** Every import, newest first, each with a way back. */
export function ImportHistory() {
  const imports = useEngineQuery((ask) => ask.imports.list({}))
  const undo = useEngineCommand((call) => call.imports.undo)
  const [asked, setAsked] = useState<ImportRecord | null>(null)
  const toasts = useToasts()
  const confirm = async (record: ImportRecord) => {
    try {
      await undo.run({ importId: record.id })
      toasts.say(`The import of ${filesText(record.files)} was undone`)
    } catch (error) {
      toasts.fail(error)
    } finally {
      setAsked(null)
    }
  }
  return (
    <QueryView query={imports}>
      {(list) =>
        list.length === 0 ? (
          <NoImports />
        ) : (
          <>
            <ul className={classes.list}>
              {list.map((record) => (
                <li key={record.id}>
                  <ImportItem record={record} onUndo={() => setAsked(record)} />
                </li>
              ))}
            </ul>
            <UndoDialog record={asked} isRunning={undo.isRunning} onConfirm={(record) => void confirm(record)} onClose={() => setAsked(null)} />
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
      Every import is listed here with what it brought, and can be taken back as a whole.
    </EmptyState>
  )
}

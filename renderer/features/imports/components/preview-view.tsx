import { useCallback, useEffect, useRef, useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { IconFileAlert, IconFileInvoice } from '@tabler/icons-react'
import { AppError } from '#shared/rpc/errors.ts'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { resultTitle } from '../model/result.ts'
import { hasNothingToShow, whyNothing } from '../model/words.ts'
import { useChoices } from '../use-choices.ts'
import { FilesPane } from './files-pane.tsx'
import { PreviewFooter } from './preview-footer.tsx'
import { RowsPane } from './rows-pane.tsx'
import { StaleBar } from './stale-bar.tsx'
import classes from './imports.module.css'

export interface PreviewViewProps {
  readonly preview: ImportPreview
  /** Reads the files again; null when that is not possible any more. */
  readonly onAgain: (() => void) | null
  readonly onDiscard: () => void
  readonly onDone: (importId: number) => void
}

/** Left what is in the files, right what happens to each row, below the one button that stores it. */
export function PreviewView({ preview, onAgain, onDiscard, onDone }: PreviewViewProps) {
  const formats = useFormats()
  const [accountIndex, setAccountIndex] = useState<number | null>(null)
  const apply = useEngineTask((call) => call.imports.apply)
  const choices = useChoices(preview)
  const isApplying = apply.state.status === 'running'
  const isHere = useIsHere()
  const toasts = useToasts()
  const error = apply.state.status === 'failed' ? apply.state.error : choices.error
  const stale = staleReason(error)
  const canImport = !isApplying && stale === null && whyNothing(preview) === null
  const run = async () => {
    if (!canImport) return
    const record = await apply.start({ previewId: preview.previewId })
    if (!record) return
    // Whoever went elsewhere in the meantime is told, not fetched back.
    if (isHere()) onDone(record.id)
    else toasts.offer(resultTitle(record, formats.count), 'Show', () => onDone(record.id))
  }
  useShortcut('mod+Enter', 'Import what is shown', () => void run(), { enabled: canImport })
  const isStale = stale !== null
  return (
    <PageFrame
      mode="fill"
      footer={<PreviewFooter preview={preview} apply={apply.state} isStale={isStale} onImport={() => void run()} onCancelImport={apply.cancel} onDiscard={onDiscard} />}
    >
      {stale && <StaleBar reason={stale} onAgain={onAgain} />}
      {error && !isStale && <div className={classes.bar}><ErrorState size="inline" error={error} {...(apply.state.status === 'failed' ? { onRetry: () => void run() } : {})} /></div>}
      <div className={classes.panes} data-locked={isApplying || undefined} inert={isApplying}>
        <FilesPane preview={preview} accountIndex={accountIndex} onAccount={setAccountIndex} onTarget={choices.setTarget} />
        {hasNothingToShow(preview) ? (
          <NoRows preview={preview} />
        ) : (
          <RowsPane preview={preview} accountIndex={accountIndex} choices={choices} onImport={() => void run()} onAgain={onAgain} isStale={isStale} />
        )}
      </div>
    </PageFrame>
  )
}

/** Whether the page is still the one that is looked at. */
function useIsHere(): () => boolean {
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useCallback(() => here.current, [])
}

function staleReason(error: AppError | null): 'changed' | 'gone' | null {
  if (AppError.is(error, 'import.preview-stale')) return 'changed'
  return AppError.is(error, 'not-found') && error.details.kind === 'preview' ? 'gone' : null
}

function NoRows({ preview }: { readonly preview: ImportPreview }) {
  const isRefused = preview.files.every((file) => file.refused)
  if (isRefused) {
    return (
      <EmptyState icon={IconFileAlert} title={preview.files.length === 1 ? 'This file cannot be read' : 'None of these files can be read'}>
        The reason is beside {preview.files.length === 1 ? 'it' : 'each'}. Download it from the bank again, or choose another format there.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconFileInvoice} title="No charges in it">
      {preview.statements > 0 ? 'The file holds a statement without lines. It can come in as it is.' : 'The file was understood, but it lists nothing.'}
    </EmptyState>
  )
}

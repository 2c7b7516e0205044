import { Button } from '@mantine/core'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import type { TaskState } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { ImportPreview, ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { importButtonText, leftOutText, whyNothing } from '../model/words.ts'
import classes from './imports.module.css'

export interface PreviewFooterProps {
  readonly preview: ImportPreview
  readonly apply: TaskState<ImportRecord>
  readonly isStale: boolean
  readonly onImport: () => void
  readonly onCancelImport: () => void
  readonly onDiscard: () => void
}

/** Says what will be stored, and stores it. */
export function PreviewFooter({ preview, apply, isStale, onImport, onCancelImport, onDiscard }: PreviewFooterProps) {
  const formats = useFormats()
  const reason = isStale ? 'Preview again first.' : whyNothing(preview)
  if (apply.status === 'running') {
    return (
      <div className={classes.applying}>
        <TaskProgress progress={apply.progress} label="Storing" onCancel={onCancelImport} />
      </div>
    )
  }
  const beside = [
    ...(preview.statements > 0 && preview.willAdd + preview.willUpdate > 0 ? [`${plural(preview.statements, 'statement', 'statements', formats.count(preview.statements))} with it`] : []),
    ...[leftOutText(preview, formats.count)].filter((text) => text !== null),
  ]
  return (
    <div className={classes.footer}>
      <span className={classes.footerText} role="status">{apply.status === 'cancelled' ? 'Stopped: nothing was stored.' : (reason ?? beside.join(', '))}</span>
      <Button variant="subtle" color="gray" onClick={onDiscard}>Cancel</Button>
      <Button disabled={reason !== null} onClick={onImport} title={reason ?? undefined}>{importButtonText(preview, formats.count)}</Button>
    </div>
  )
}

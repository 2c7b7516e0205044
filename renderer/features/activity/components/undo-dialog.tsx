import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { filesText, undoButton, undoConsequences } from '../model/undo-words.ts'
import classes from './activity.module.css'

export interface UndoDialogProps {
  /** The import to take back; null: closed. */
  readonly record: ImportRecord | null
  readonly isRunning: boolean
  readonly onConfirm: (record: ImportRecord) => void
  readonly onClose: () => void
}

/** Work written on these charges goes with them, so this one is asked: exactly what goes, and a button that says it. */
export function UndoDialog({ record, isRunning, onConfirm, onClose }: UndoDialogProps) {
  const formats = useFormats()
  return (
    <ConfirmSummary
      opened={record !== null}
      title="Undo this import?"
      lines={record ? [{ label: 'Files', value: filesText(record.files, 4) }, { label: 'Imported', value: formats.instant(record.appliedAt) }] : []}
      confirmLabel={record ? undoButton(record, formats.count) : ''}
      tone="danger"
      isRunning={isRunning}
      onConfirm={() => record && onConfirm(record)}
      onClose={onClose}
    >
      {record && (
        <ul className={classes.consequences}>
          {undoConsequences(record, formats.count).map((line) => <li key={line}>{line}</li>)}
        </ul>
      )}
    </ConfirmSummary>
  )
}

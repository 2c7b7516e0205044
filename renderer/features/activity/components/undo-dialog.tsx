import { Button, Modal } from '@mantine/core'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import type { ImportRecord, UndoPlan } from '#shared/rpc/contract/imports.contract.ts'
import { filesText, undoButton, undoSentences, type Words } from '../model/import-words.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import classes from './activity.module.css'

export interface UndoDialogProps {
  /** null: closed. */
  readonly record: ImportRecord | null
  /** Goes to the later import that has to be undone first. */
  readonly onShowOther: (importId: number) => void
  readonly onClose: () => void
}

/**
 * Hand-made work can go with an import, so this is asked first: exactly what goes, and a button that says it.
 * Buttons take the focus both ways: by the dialog where the plan is there at once, by themselves where it comes later.
 */
export function UndoDialog({ record, onShowOther, onClose }: UndoDialogProps) {
  return (
    <Modal opened={record !== null} onClose={onClose} title="Undo an import">
      {record && <Question record={record} onShowOther={onShowOther} onClose={onClose} />}
    </Modal>
  )
}

function Question({ record, onShowOther, onClose }: UndoDialogProps & { readonly record: ImportRecord }) {
  const formats = useFormats()
  const plan = useEngineQuery((ask) => ask.imports.undoPlan({ importId: record.id }))
  const { day, time } = momentOf(record.appliedAt)
  return (
    <>
      <p className={classes.which}>
        <strong>{filesText(record.files, 3)}</strong>
        <span className={classes.faint}>Imported {formats.date(day)}, {time}</span>
      </p>
      <QueryView query={plan} skeleton={<Skeleton count={3} />}>
        {(found) =>
          found.blockedBy ? (
            <Blocked blockedBy={found.blockedBy} onShowOther={onShowOther} onClose={onClose} />
          ) : (
            <Consequences record={record} plan={found} onChanged={() => void plan.refetch()} onClose={onClose} />
          )
        }
      </QueryView>
    </>
  )
}

function Blocked({ blockedBy, onShowOther, onClose }: { readonly blockedBy: NonNullable<UndoPlan['blockedBy']> } & Omit<UndoDialogProps, 'record'>) {
  return (
    <>
      <p className={classes.reason}><strong>Another import comes first.</strong> {blockedBy.reason} Undone out of order, charges would vanish that a file of yours still tells.</p>
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Close</Button>
        <Button onClick={() => onShowOther(blockedBy.importId)} autoFocus data-autofocus>Show that import</Button>
      </div>
    </>
  )
}

interface ConsequencesProps {
  readonly record: ImportRecord
  readonly plan: UndoPlan
  /** The books changed in the meantime: the plan is old. */
  readonly onChanged: () => void
  readonly onClose: () => void
}

function Consequences({ record, plan, onChanged, onClose }: ConsequencesProps) {
  const formats = useFormats()
  const toasts = useToasts()
  const undo = useEngineCommand((call) => call.imports.undo)
  const words: Words = { count: formats.count, money: (money) => formats.money(money, { sign: 'transaction' }) }
  const confirm = async () => {
    try {
      await undo.run({ importId: record.id })
      onClose()
      toasts.say(`The import of ${filesText(record.files)} is undone`)
    } catch (error) {
      if (AppError.is(error, 'import.undo-blocked')) onChanged()
    }
  }
  return (
    <>
      <ul className={classes.consequences}>
        {undoSentences(plan, words).map((line) => <li key={line}>{line}</li>)}
      </ul>
      <p className={classes.faint}>The files themselves are not touched: they can be imported again.</p>
      {undo.error && <ErrorState size="inline" error={undo.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose} autoFocus data-autofocus>Cancel</Button>
        <Button color="red" loading={undo.isRunning} onClick={() => void confirm()}>{undoButton(plan, words)}</Button>
      </div>
    </>
  )
}

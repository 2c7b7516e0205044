import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import formClasses from '../../../../components/forms/forms.module.css'
import classes from './check.module.css'

export interface PostedDialogProps {
  readonly detail: DisputeDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** The day a letter was sent, by the person who sent it. */
export function PostedDialog({ detail, opened, onClose }: PostedDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="The letter is on its way">
      {opened && <Form detail={detail} onClose={onClose} />}
    </Modal>
  )
}

function Form({ detail, onClose }: Omit<PostedDialogProps, 'opened'>) {
  const formats = useFormats()
  const record = useEngineCommand((call) => call.disputes.record)
  const [on, setOn] = useState<string | null>(formats.today)
  const [note, setNote] = useState('')
  const problem = fieldProblem(record.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (on === null) return
    record.run({ disputeId: detail.id, stage: 'submitted', on, note: note.trim(), won: null }).then(onClose, () => undefined)
  }
  return (
    <form onSubmit={submit} noValidate>
      <DateField label="Sent on" width={180} date={on} max={formats.today} error={problem?.field === 'on' ? problem.text : null} onDate={setOn} />
      <TextInput mt={12} label="How" description="Certified mail with its number, for instance. Not needed." maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <p className={classes.dialogNote}>From then on the draft cannot be changed, and its course is kept here.</p>
      {record.error && problem?.field !== 'on' && <ErrorState size="inline" error={record.error} />}
      <div className={formClasses.actions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" disabled={on === null} loading={record.isRunning}>Record it as sent</Button>
      </div>
    </form>
  )
}

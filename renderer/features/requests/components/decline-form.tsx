import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { closeOnEscape, type DecisionFormProps } from './change-form.tsx'
import classes from '../requests.module.css'

/** No, with a word why. */
export function DeclineForm({ request, decisions, onClose }: DecisionFormProps) {
  const [note, setNote] = useState('')
  const close = () => {
    decisions.reset()
    onClose()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await decisions.decline(request, note.trim() === '' ? null : note.trim())
  }
  return (
    <form className={classes.form} aria-label="Decline the request" onSubmit={(event) => void submit(event)} onKeyDown={closeOnEscape(close)} noValidate>
      <Textarea label="Why" description="They see this note. It can be left out." size="xs" autosize minRows={2} maxRows={6} maxLength={500} autoFocus value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {decisions.error && <ErrorState size="inline" error={decisions.error} />}
      <div className={classes.actions}>
        <Button type="submit" size="xs" loading={decisions.isRunning}>{note.trim() === '' ? 'Decline without a note' : 'Decline with this note'}</Button>
        <Button size="xs" variant="default" onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}

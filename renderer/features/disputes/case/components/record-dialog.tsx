import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { isOver } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { recordChoices, recordLabel, recordProblems, refusedProblems, type RecordDraft } from '../model/record-entry.ts'
import type { CaseDialogProps } from './withdraw-dialog.tsx'
import classes from './case.module.css'

/** What the issuer wrote, as a person records it: no issuer tells of a letter. */
export function RecordDialog({ detail, opened, onClose }: CaseDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="What came of it" size="md">
      {opened && <Form detail={detail} onClose={onClose} />}
    </Modal>
  )
}

function Form({ detail, onClose }: { readonly detail: DisputeDetail; readonly onClose: () => void }) {
  const { today } = useFormats()
  const toasts = useToasts()
  const record = useEngineCommand((call) => call.disputes.record)
  const [draft, setDraft] = useState<RecordDraft>({ stage: null, on: today, note: '', wonMinor: null })
  const [isAsked, setAsked] = useState(false)
  const refused = refusedProblems(fieldProblem(record.error))
  const problems = { ...refused, ...(isAsked ? recordProblems(draft, detail, today) : {}) }
  const { currency } = detail.amount
  const set = (part: Partial<RecordDraft>) => {
    record.reset()
    setDraft((before) => ({ ...before, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const { stage, on, note, wonMinor } = draft
    if (stage === null || on === null || Object.keys(recordProblems(draft, detail, today)).length > 0) return
    const won = stage === 'partly-won' && wonMinor !== null ? { minor: wonMinor, currency } : null
    record.run({ disputeId: detail.id, stage, on, note: note.trim(), won }).then(() => {
      onClose()
      toasts.say('Recorded')
    }, () => undefined)
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Radio.Group label="What happened" value={draft.stage} error={problems.stage} onChange={(value) => set({ stage: recordChoices(detail).find(({ stage }) => stage === value)?.stage ?? null })}>
        <div className={classes.radios}>
          {recordChoices(detail).map(({ stage, label }, index) => <Radio key={stage} value={stage} label={label} data-autofocus={index === 0 || undefined} />)}
        </div>
      </Radio.Group>
      {draft.stage === 'partly-won' && <AmountField label="What stays credited" width={180} currency={currency} minor={draft.wonMinor} max={detail.amount.minor} error={problems.won} onAmount={(wonMinor) => set({ wonMinor })} />}
      <DateField label="When" width={180} date={draft.on} max={today} error={problems.on} onDate={(on) => set({ on })} />
      <TextInput label="Note" description="What the letter says, or its number. It can be left out." maxLength={500} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      {draft.stage !== null && isOver(draft.stage) && <p className={classes.faint}>This ends the dispute here. It cannot be recorded in another way afterwards.</p>}
      {record.error && Object.keys(refused).length === 0 && <ErrorState size="inline" error={record.error} />}
      <div className={classes.formActs}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={record.isRunning}>{recordLabel(draft.stage)}</Button>
      </div>
    </form>
  )
}

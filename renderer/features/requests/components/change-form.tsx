import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useNow } from '#renderer/lib/use-now.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { approveProblems, draftOf, noteOf, untilOf, type ApproveDraft, type ApproveProblems } from '../model/approve-entry.ts'
import { approveLabel } from '../model/request-words.ts'
import type { Decisions } from '../use-decisions.ts'
import { useRequestWords } from '../use-request-words.ts'
import classes from '../requests.module.css'

export interface DecisionFormProps {
  readonly request: LimitRequest
  readonly decisions: Decisions
  readonly onClose: () => void
}

/** Another amount or end than was asked for. */
export function ChangeForm({ request, decisions, onClose }: DecisionFormProps) {
  const words = useRequestWords()
  const formats = useFormats()
  const now = useNow()
  const [draft, setDraft] = useState<ApproveDraft>(() => draftOf(request))
  const [isAsked, setAsked] = useState(false)
  const { currency } = request.amount
  const refused = refusedProblems(decisions.error)
  const problems: ApproveProblems = { ...(isAsked ? approveProblems(draft, request, { money: words.money, now }) : {}), ...refused }
  const set = (part: Partial<ApproveDraft>) => {
    decisions.reset()
    setDraft((before) => ({ ...before, ...part }))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (draft.minor === null || Object.keys(approveProblems(draft, request, { money: words.money, now })).length > 0) return
    await decisions.approve(request, { amount: { minor: draft.minor, currency }, until: untilOf(draft, request), note: noteOf(draft) })
  }
  const label = draft.minor === null ? 'Approve' : approveLabel({ minor: draft.minor, currency }, untilOf(draft, request), words)
  return (
    <form className={classes.form} aria-label="Approve with changes" onSubmit={(event) => void submit(event)} onKeyDown={closeOnEscape(() => { decisions.reset(); onClose() })} noValidate>
      <div className={classes.fields}>
        <AmountField label="Amount" size="xs" width={160} autoFocus currency={currency} minor={draft.minor} {...(problems.amount === undefined ? {} : { error: problems.amount })} onAmount={(minor) => set({ minor })} />
        <DateField label="Through" size="xs" width={160} date={draft.day} min={formats.today} disabled={draft.isForGood} {...(problems.until === undefined ? {} : { error: problems.until })} onDate={(day) => set({ day })} />
        <Checkbox className={classes.forGood ?? ''} size="xs" label="For good" checked={draft.isForGood} onChange={(event) => set({ isForGood: event.currentTarget.checked })} />
      </div>
      <TextInput label="Note to them" size="xs" placeholder="Left out if there is nothing to say" maxLength={500} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      {decisions.error && Object.keys(refused).length === 0 && <ErrorState size="inline" error={decisions.error} />}
      <div className={classes.actions}>
        <Button type="submit" size="xs" loading={decisions.isRunning}>{label}</Button>
        <Button size="xs" variant="default" onClick={() => { decisions.reset(); onClose() }}>Cancel</Button>
      </div>
    </form>
  )
}

function refusedProblems(error: AppError | null): ApproveProblems {
  if (!AppError.is(error, 'validation.failed')) return {}
  const { field, reason } = error.details
  return field === 'amount' || field === 'until' ? { [field]: reason } : {}
}

/** Esc leaves the form, and nothing around it. */
export function closeOnEscape(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
}

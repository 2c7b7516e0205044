import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { type FocusEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { endWords } from '../model/bar.ts'
import { momentAt, raiseProblem, suggestedRaise, untilChoices, untilProblem, type UntilKind } from '../model/raise.ts'
import { limitName } from '../model/words.ts'
import type { Raise } from '../use-limit-acts.ts'
import { useLimitWords } from '../use-limit-words.ts'
import classes from './limits.module.css'

export interface RaiseDialogProps {
  /** null: closed. */
  readonly limit: Limit | null
  readonly onRaise: (limit: Limit, raise: Raise) => Promise<void>
  readonly onClose: () => void
}

/** A limit raised for a while: how far, until when, why. It goes back by itself. */
export function RaiseDialog({ limit, onRaise, onClose }: RaiseDialogProps) {
  const naming = useLimitWords()
  return (
    <Modal opened={limit !== null} onClose={onClose} title={limit === null ? '' : `Raise the ${limitName(limit, naming)} of ${limit.who}`}>
      {limit !== null && <RaiseForm limit={limit} onRaise={onRaise} onClose={onClose} />}
    </Modal>
  )
}

function RaiseForm({ limit, onRaise, onClose }: RaiseDialogProps & { readonly limit: Limit }) {
  const formats = useFormats()
  const form = useRaiseForm(limit)
  const { minor, kind, choices, raise } = form
  const [error, setError] = useState<AppError | null>(null)
  const [isRunning, setRunning] = useState(false)
  const submit = async () => {
    if (raise === null) return
    setRunning(true)
    setError(null)
    try {
      await onRaise(limit, raise)
      onClose()
    } catch (failure) {
      setError(toAppError(failure))
      setRunning(false)
    }
  }
  const refused = fieldErrors(error)
  return (
    <form
      className={classes.form}
      onFocus={selectAmount}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {error !== null && refused.isElsewhere && <ErrorState size="inline" error={error} />}
      <AmountField label="Up to" currency={limit.amount.currency} minor={minor} onAmount={form.setMinor} autoFocus error={form.amountWrong ?? refused.amount} description={`Now ${formats.money(limit.inForce)}, ${formats.money(limit.used)} of it used.`} />
      <Radio.Group label="Until" value={kind} onChange={(value) => form.setKind(choices.find((choice) => choice.kind === value)?.kind ?? 'today')} error={kind === 'other' ? null : (form.untilWrong ?? refused.until)}>
        <div className={classes.untils}>
          {choices.map((choice) => (
            <Radio key={choice.kind} size="sm" value={choice.kind} label={choice.at === null ? choice.label : <>{choice.label} <span className={classes.who}>{endWords(choice.at, formats)}</span></>} />
          ))}
        </div>
      </Radio.Group>
      {kind === 'other' && (
        <div className={classes.other}>
          <DateField aria-label="Day" date={form.day} onDate={form.setDay} min={formats.today} error={form.untilWrong ?? refused.until} />
          <TextInput type="time" aria-label="Time" value={form.time} onChange={(event) => form.setTime(event.currentTarget.value)} />
        </div>
      )}
      <TextInput label="Why" description="Kept in the history, and told to the issuer." placeholder="Trade fair in Denver" value={form.reason} maxLength={200} onChange={(event) => form.setReason(event.currentTarget.value)} />
      <p className={classes.reverts}>{raise === null ? 'It goes back by itself when the time is over.' : `Until ${endWords(raise.until, formats)}; then it goes back to ${formats.money(limit.amount)} by itself.`}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" disabled={raise === null} loading={isRunning}>{minor === null ? 'Raise' : `Raise to ${formats.money({ minor, currency: limit.amount.currency })}`}</Button>
      </div>
    </form>
  )
}

/** What is typed replaces the amount that is suggested. */
function selectAmount({ target }: FocusEvent): void {
  if (target instanceof HTMLInputElement && target.inputMode === 'decimal') target.select()
}

/** What is typed, what is wrong with it, and the raise it says once nothing is. */
function useRaiseForm(limit: Limit) {
  const formats = useFormats()
  const [now] = useState(() => Date.now())
  const choices = untilChoices(limit, now)
  const [minor, setMinor] = useState<number | null>(limit.raise?.amount.minor ?? suggestedRaise(limit.amount.minor))
  const [kind, setKind] = useState<UntilKind>('today')
  const [day, setDay] = useState<string | null>(formats.today)
  const [time, setTime] = useState('18:00')
  const [reason, setReason] = useState(limit.raise?.reason ?? '')
  const until = kind === 'other' ? momentAt(day, time) : (choices.find((choice) => choice.kind === kind)?.at ?? null)
  const untilWrong = untilProblem(until, now)
  const amountWrong = raiseProblem(minor, limit, (value) => formats.money({ minor: value, currency: limit.amount.currency }))
  const isRight = minor !== null && until !== null && amountWrong === null && untilWrong === null
  const raise: Raise | null = isRight ? { minor, until, reason: reason.trim() === '' ? null : reason.trim() } : null
  return { choices, minor, setMinor, kind, setKind, day, setDay, time, setTime, reason, setReason, untilWrong, amountWrong, raise }
}

/** What the engine says of one field, beside that field. */
function fieldErrors(error: AppError | null): { readonly amount: string | null; readonly until: string | null; readonly isElsewhere: boolean } {
  if (error === null || !AppError.is(error, 'validation.failed')) return { amount: null, until: null, isElsewhere: error !== null }
  const { field, reason } = error.details
  return { amount: field === 'amount' ? reason : null, until: field === 'until' ? reason : null, isElsewhere: field !== 'amount' && field !== 'until' }
}

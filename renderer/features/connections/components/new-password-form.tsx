import { Button, PasswordInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AppError as AppErrorType } from '#shared/rpc/errors.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { problemOfNewPassword } from '../model/new-password.ts'
import { FormFrame } from './form-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { NewPasswordField } from './new-password-field.tsx'

export interface PasswordAttempt {
  readonly isRunning: boolean
  readonly error: AppErrorType | null
  readonly until: number
  readonly clear: () => void
}

export interface NewPasswordFormProps {
  readonly title: string
  readonly lead: ReactNode
  readonly step?: string | null
  readonly verb: string
  readonly context: string
  /** Whether the present password is asked for as well. */
  readonly asksCurrent: boolean
  readonly attempt: PasswordAttempt
  readonly onBack?: (() => void) | undefined
  readonly onStartOver?: (() => void) | undefined
  /** True when it was accepted: the fields are emptied. */
  readonly onSend: (passwords: { readonly current: string; readonly next: string }) => Promise<boolean>
  /** Nothing else on the page could want the focus. */
  readonly isAlone?: boolean
}

interface Problems {
  readonly current?: string
  readonly next?: string
  readonly again?: string
}

/** A new password, twice, and the present one where somebody is signed in. */
export function NewPasswordForm({ title, lead, step, verb, context, asksCurrent, attempt, onBack, onStartOver, onSend, isAlone = false }: NewPasswordFormProps) {
  const [problems, setProblems] = useState<Problems>({})
  const [generation, setGeneration] = useState(0)
  const fields = { current: useRef<HTMLInputElement>(null), next: useRef<HTMLInputElement>(null), again: useRef<HTMLInputElement>(null) }
  const { current, next, again } = fields
  const { error } = attempt
  const seconds = useCountdown(attempt.until)
  useEffect(() => {
    if (!error) return
    if (AppError.is(error, 'auth.weak-password')) next.current?.focus()
    else (current.current ?? next.current)?.focus()
  }, [error, current, next])

  const submit = async () => {
    if (attempt.isRunning || seconds > 0) return
    const typed = { current: current.current?.value ?? '', next: next.current?.value ?? '' }
    const weak = problemOfNewPassword(typed.next)
    const found: Problems = {
      ...(asksCurrent && typed.current === '' ? { current: 'Type your present password.' } : {}),
      ...(weak === null ? {} : { next: weak }),
      ...(again.current?.value === typed.next ? {} : { again: 'The two are not the same.' }),
    }
    setProblems(found)
    const first = (['current', 'next', 'again'] as const).find((name) => found[name] !== undefined)
    if (first) fields[first].current?.focus()
    else if (await onSend(typed)) setGeneration((now) => now + 1)
  }
  const drop = (field: keyof Problems) => {
    setProblems(({ [field]: _gone, ...rest }) => rest)
    attempt.clear()
  }
  const wrong = asksCurrent && AppError.is(error, 'auth.invalid-credentials') ? 'That is not your present password.' : undefined
  const weak = AppError.is(error, 'auth.weak-password') ? errorText(error).meaning.replace(' Nothing was changed.', '') : undefined
  return (
    <FormFrame key={generation} title={title} lead={lead} step={step ?? null} onBack={onBack} onSubmit={() => void submit()}>
      {asksCurrent && <PasswordInput ref={current} label="Present password" autoFocus={isAlone} autoComplete="current-password" maxLength={256} error={problems.current ?? wrong} onChange={() => drop('current')} />}
      <NewPasswordField ref={next} label="New password" context={context} autoFocus={!asksCurrent} error={problems.next ?? weak} onTyped={() => drop('next')} />
      <PasswordInput ref={again} label="The same again" autoComplete="new-password" maxLength={256} error={problems.again} onChange={() => drop('again')} />
      {wrong === undefined && weak === undefined && <FormProblem error={error} until={attempt.until} onStartOver={onStartOver} />}
      <div>
        <Button type="submit" loading={attempt.isRunning} disabled={seconds > 0}>{seconds > 0 ? `Try again in ${waitText(seconds)}` : verb}</Button>
      </div>
    </FormFrame>
  )
}

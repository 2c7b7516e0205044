import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { AppError } from '#shared/rpc/errors.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { problemOfNewPassword, problemOfUserId } from '../model/new-password.ts'
import { useAttempt } from '../use-attempt.ts'
import { FormFrame } from './form-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { NewPasswordField } from './new-password-field.tsx'

export interface ChooseFormProps {
  readonly connectionId: number
  readonly firstName: string
  readonly companyName: string
  readonly step: string | null
  readonly onStartOver: () => void
  readonly onRegistered: (userId: string) => void
}

interface Problems {
  readonly userId?: string
  readonly password?: string
  readonly again?: string
}

export function ChooseForm({ connectionId, firstName, companyName, step, onStartOver, onRegistered }: ChooseFormProps) {
  const [userId, setUserId] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  const name = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLInputElement>(null)
  const attempt = useAttempt((call) => call.connections.registerComplete)
  const { error } = attempt
  useEffect(() => {
    if (AppError.is(error, 'auth.user-id-taken')) name.current?.select()
    else if (error) password.current?.focus()
  }, [error])

  const submit = async () => {
    const secret = password.current?.value ?? ''
    const found = problemsOf(userId, secret, again.current?.value ?? '')
    setProblems(found)
    if (attempt.isRunning) return
    if (Object.keys(found).length > 0) {
      ;(found.userId ? name : found.password ? password : again).current?.focus()
      return
    }
    const done = await attempt.run({ connectionId, userId: userId.trim(), password: secret })
    if (done) onRegistered(done.userId)
  }
  const drop = (field: keyof Problems) => {
    setProblems(({ [field]: _gone, ...rest }) => rest)
    attempt.clear()
  }
  const taken = AppError.is(error, 'auth.user-id-taken') ? errorText(error).title : undefined
  const weak = AppError.is(error, 'auth.weak-password') ? errorText(error).meaning.replace(' Nothing was changed.', '') : undefined
  return (
    <FormFrame title={`Welcome, ${firstName}`} lead={`You are at ${companyName}. Choose how you sign in from now on.`} step={step} onBack={onStartOver} onSubmit={() => void submit()}>
      <TextInput ref={name} label="User ID" description="5 to 40 letters, digits, dots, dashes or underscores." autoComplete="username" spellCheck={false} autoCapitalize="off" maxLength={40} autoFocus value={userId} onChange={(event) => { setUserId(event.currentTarget.value); drop('userId') }} error={problems.userId ?? taken} />
      <NewPasswordField ref={password} label="Password" context={companyName} error={problems.password ?? weak} onTyped={() => drop('password')} />
      <PasswordInput ref={again} label="The same again" autoComplete="new-password" maxLength={256} error={problems.again} onChange={() => drop('again')} />
      {taken === undefined && weak === undefined && <FormProblem error={error} until={attempt.until} onStartOver={onStartOver} />}
      <Button type="submit" loading={attempt.isRunning}>Register</Button>
    </FormFrame>
  )
}

export function problemsOf(userId: string, password: string, again: string): Problems {
  const name = problemOfUserId(userId)
  const weak = problemOfNewPassword(password)
  return { ...(name === null ? {} : { userId: name }), ...(weak === null ? {} : { password: weak }), ...(again === password ? {} : { again: 'The two are not the same.' }) }
}

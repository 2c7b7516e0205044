import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { Connection, connectionsContract } from '#shared/rpc/contract/connections.contract.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { viewHref } from '../model/address.ts'
import { signedOutText } from '../model/words.ts'
import { useAttempt } from '../use-attempt.ts'
import { FormFrame } from './form-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import classes from './connections.module.css'

export interface Prefill {
  readonly identifier: string
  /** Where it comes from: "You are registered." */
  readonly note: string
}

export interface SignInFormProps {
  readonly connection: Connection
  readonly prefill: Prefill | null
  readonly onResult: (result: OutputOf<(typeof connectionsContract)['signIn']>) => void
}

export function SignInForm({ connection, prefill, onResult }: SignInFormProps) {
  const remembered = connection.rememberedIdentifier
  const [identifier, setIdentifier] = useState(prefill?.identifier ?? remembered ?? '')
  const [remember, setRemember] = useState(remembered !== null)
  const [missing, setMissing] = useState<'identifier' | 'password' | null>(null)
  const password = useRef<HTMLInputElement>(null)
  const name = useRef<HTMLInputElement>(null)
  const signIn = useAttempt((call) => call.connections.signIn)
  const seconds = useCountdown(signIn.until)
  const isKnown = identifier !== ''
  useEffect(() => {
    if (signIn.error) password.current?.focus()
  }, [signIn.error])

  const submit = async () => {
    const secret = password.current?.value ?? ''
    if (seconds > 0 || signIn.isRunning) return
    if (identifier.trim() === '' || secret === '') {
      const first = identifier.trim() === '' ? 'identifier' : 'password'
      setMissing(first)
      ;(first === 'identifier' ? name : password).current?.focus()
      return
    }
    setMissing(null)
    const result = await signIn.run({ connectionId: connection.id, identifier: identifier.trim(), password: secret, remember })
    if (password.current) password.current.value = ''
    if (result) onResult(result)
  }
  const ended = signedOutText(connection.signedOutBecause)
  return (
    <FormFrame title={`Sign in to ${connection.name}`} onSubmit={() => void submit()}>
      {signIn.error ? null : prefill ? <p className={classes.note} role="status">{prefill.note}</p> : ended !== null && <p className={classes.note}>{ended} Everything on this computer stays readable.</p>}
      <TextInput ref={name} label="User ID or e-mail" autoComplete="username" spellCheck={false} autoCapitalize="off" maxLength={254} autoFocus={!isKnown} value={identifier} onChange={(event) => setIdentifier(event.currentTarget.value)} error={missing === 'identifier' && 'Type your user ID or e-mail.'} />
      <PasswordInput ref={password} label="Password" autoComplete="current-password" maxLength={256} autoFocus={isKnown} error={missing === 'password' && 'Type your password.'} />
      <Checkbox label="Remember my user ID on this computer" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} description={remember ? 'Whoever can unlock Cardkeep here will see it. Leave this off on a computer you share. The password is never kept.' : undefined} />
      <FormProblem error={signIn.error} until={signIn.until} onRecover={() => goTo(viewHref(connection.id, 'recover-password'))} />
      <Button type="submit" loading={signIn.isRunning} disabled={seconds > 0}>{seconds > 0 ? `Try again in ${waitText(seconds)}` : 'Sign in'}</Button>
      <Ways connection={connection} />
    </FormFrame>
  )
}

function Ways({ connection: { id, capabilities } }: { readonly connection: Connection }) {
  return (
    <div className={classes.ways}>
      {capabilities.includes('registration') && <Link href={viewHref(id, 'register')}>First time here? Register</Link>}
      {capabilities.includes('recovery') && <span>Forgot <Link href={viewHref(id, 'recover-user-id')}>user ID</Link> or <Link href={viewHref(id, 'recover-password')}>password</Link>?</span>}
    </div>
  )
}

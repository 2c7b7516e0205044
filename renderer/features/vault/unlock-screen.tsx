import { Button, PasswordInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { BrandMark } from './brand-mark.tsx'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { VaultFrame } from './vault-frame.tsx'
import classes from './vault.module.css'

export interface UnlockScreenProps {
  readonly status: VaultStatus
  /** The window was open a moment ago: the engine was restarted under it. */
  readonly wasOpen: boolean
}

/** The name of the business, one field, nothing else to look at. */
export function UnlockScreen({ status, wasOpen }: UnlockScreenProps) {
  const unlock = useUnlock(status)
  const field = useRef<HTMLInputElement>(null)
  const seconds = useCountdown(unlock.until)
  const isWaiting = seconds > 0
  useEffect(() => {
    if (!isWaiting && !unlock.isRunning) field.current?.focus()
    if (unlock.error) field.current?.select()
  }, [isWaiting, unlock.isRunning, unlock.error])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWaiting) void unlock.run(field.current?.value ?? '')
  }
  return (
    <VaultFrame>
      <form className={classes.unlock} onSubmit={submit}>
        <BrandMark />
        <h1 className={classes.title}>{status.businessName ?? 'Cardkeep'}</h1>
        {wasOpen && <p className={classes.note}>Cardkeep had to restart a part of itself. Unlock to go on where you were; everything saved is safe.</p>}
        <PasswordInput ref={field} aria-label="Passphrase" placeholder="Passphrase" size="md" autoComplete="current-password" autoFocus className={classes.wide} error={fieldError(unlock.error)} />
        <Button type="submit" size="md" fullWidth loading={unlock.isRunning} disabled={isWaiting}>
          {isWaiting ? `Try again in ${waitText(seconds)}` : 'Unlock'}
        </Button>
        <UnlockProblem error={unlock.error} isWaiting={isWaiting} failedAttempts={status.failedAttempts} />
      </form>
    </VaultFrame>
  )
}

function fieldError(error: AppError | null): string | null {
  return error && AppError.is(error, 'vault.wrong-passphrase') ? errorText(error).title : null
}

/** Anything that is not simply a wrong passphrase gets its meaning and its way out. */
function UnlockProblem({ error, isWaiting, failedAttempts }: { readonly error: AppError | null; readonly isWaiting: boolean; readonly failedAttempts: number }) {
  if (error && !AppError.is(error, 'vault.wrong-passphrase') && !AppError.is(error, 'vault.throttled')) {
    const text = errorText(error)
    return (
      <div className={classes.problem} role="alert">
        <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
        <div>
          <strong>{text.title}</strong>
          <p>{text.meaning}</p>
          <p>{text.action}</p>
        </div>
      </div>
    )
  }
  const text = isWaiting
    ? `After ${failedAttempts} wrong attempts the next one has to wait. This keeps strangers out.`
    : error
      ? 'Check Caps Lock and the keyboard layout.'
      : ''
  return <p className={classes.muted} aria-live="polite">{text}</p>
}

interface Unlock {
  readonly run: (passphrase: string) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
  /** When the next attempt is taken, epoch ms. */
  readonly until: number
}

/** Sends the passphrase straight to the engine; it is kept nowhere, not in a cache and not in state. */
function useUnlock(status: VaultStatus): Unlock {
  const engine = useEngine()
  const client = useQueryClient()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [until, setUntil] = useState(() => Date.now() + status.waitMs)
  const run = async (passphrase: string) => {
    if (passphrase === '' || isRunning) return
    setIsRunning(true)
    setError(null)
    try {
      client.setQueryData(['vault', 'status', {}], await engine.call.vault.unlock({ passphrase }))
      void client.invalidateQueries()
    } catch (failure) {
      const appError = toAppError(failure)
      setError(appError)
      if (AppError.is(appError, 'vault.wrong-passphrase') || AppError.is(appError, 'vault.throttled')) setUntil(Date.now() + appError.details.waitMs)
      await client.invalidateQueries({ queryKey: ['vault', 'status'] })
    } finally {
      setIsRunning(false)
    }
  }
  return { run, isRunning, error, until }
}

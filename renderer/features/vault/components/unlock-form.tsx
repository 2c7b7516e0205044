import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { BrandMark } from '../brand-mark.tsx'
import { keychainNotice, wayIn, type WayIn } from '../model/ways-in.ts'
import { useAttempt, type Attempt } from '../use-attempt.ts'
import { VAULT_STATUS_KEY } from '../vault-status.ts'
import classes from '../vault.module.css'
import { DoorNotice } from './door-notice.tsx'
import { PinField } from './pin-field.tsx'

export interface UnlockFormProps {
  readonly status: VaultStatus
  readonly wasOpen: boolean
  readonly onRecheck: () => void
  readonly onRecover: () => void
  readonly onRestore: () => void
  readonly onTrouble: (error: AppError) => boolean
}

type Key = { readonly passphrase: string } | { readonly pin: string }

export function UnlockForm({ status, wasOpen, onRecheck, onRecover, onRestore, onTrouble }: UnlockFormProps) {
  const [chosen, setChosen] = useState<WayIn | null>(null)
  const [pin, setPin] = useState('')
  const unlock = useUnlock(status)
  const field = useRef<HTMLInputElement>(null)
  const seconds = useCountdown(unlock.until)
  const isWaiting = seconds > 0
  const way = wayIn(status, chosen)
  const keychain = keychainNotice(status)
  useEffect(() => {
    if (!isWaiting && !unlock.isRunning) field.current?.focus()
    if (unlock.error) field.current?.select()
  }, [isWaiting, unlock.isRunning, unlock.error, way])

  const trouble = unlock.error
  useEffect(() => {
    if (trouble) onTrouble(trouble)
  }, [trouble, onTrouble])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (isWaiting || passphrase === '') return
    void unlock.run(way === 'pin' ? { pin } : { passphrase })
  }
  const choose = (next: WayIn) => {
    setChosen(next)
    unlock.reset()
  }
  return (
    <form className={classes.unlock} onSubmit={submit}>
      <BrandMark />
      <h1 className={classes.title}>{status.businessName ?? 'Cardkeep'}</h1>
      {wasOpen && <p className={classes.note}>Cardkeep had to restart a part of itself. Unlock to go on where you were; everything saved is safe.</p>}
      {keychain && <DoorNotice {...keychain} action={<Button size="compact-sm" variant="default" onClick={onRecheck}>Check again</Button>} />}
      {way === 'pin' ? (
        <PinField ref={field} aria-label="PIN" placeholder="PIN" size="md" autoFocus value={pin} onType={setPin} className={classes.wide} error={wrongText(unlock.error, 'vault.wrong-pin')} />
      ) : (
        <PasswordInput ref={field} aria-label="Passphrase" placeholder="Passphrase" size="md" autoComplete="current-password" autoFocus className={classes.wide} error={wrongText(unlock.error, 'vault.wrong-passphrase')} />
      )}
      <Button type="submit" size="md" fullWidth loading={unlock.isRunning} disabled={isWaiting}>
        {isWaiting ? `Try again in ${waitText(seconds)}` : 'Unlock'}
      </Button>
      <UnlockProblem error={unlock.error} isWaiting={isWaiting} status={status} />
      <div className={classes.otherWays}>
        {status.pin === 'set' && <Button variant="subtle" color="gray" size="compact-sm" onClick={() => choose(way === 'pin' ? 'passphrase' : 'pin')}>{way === 'pin' ? 'Use the passphrase' : 'Use the PIN'}</Button>}
        {status.hasRecoveryKey && <Button variant="subtle" color="gray" size="compact-sm" onClick={onRecover}>Use the recovery key</Button>}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRestore}>Restore from a backup</Button>
      </div>
    </form>
  )
}

function useUnlock({ waitMs }: VaultStatus): Attempt<Key> {
  const client = useQueryClient()
  return useAttempt((call, key: Key) => ('pin' in key ? call.vault.unlockWithPin(key) : call.vault.unlock(key)), {
    waitMs,
    onDone: (status) => {
      client.setQueryData(VAULT_STATUS_KEY, status)
      void client.invalidateQueries()
    },
  })
}

const isWrong = (error: AppError | null): error is AppError => error !== null && (AppError.is(error, 'vault.wrong-passphrase') || AppError.is(error, 'vault.wrong-pin'))

/** What the field itself says, of what was typed into it: after the last wrong PIN it is the passphrase's. */
function wrongText(error: AppError | null, code: 'vault.wrong-pin' | 'vault.wrong-passphrase'): string | null {
  return error?.code === code ? errorText(error).title : null
}

/** Anything that is not simply a wrong passphrase or PIN gets its meaning and its way out. */
function UnlockProblem({ error, isWaiting, status }: { readonly error: AppError | null; readonly isWaiting: boolean; readonly status: VaultStatus }) {
  if (error && !isWrong(error) && !AppError.is(error, 'vault.throttled')) {
    const { title, meaning, action } = errorText(error)
    return <DoorNotice tone="danger" title={title} text={`${meaning} ${action}`} />
  }
  return <p className={classes.muted} aria-live="polite">{sayUnderField(error, isWaiting, status)}</p>
}

function sayUnderField(error: AppError | null, isWaiting: boolean, { failedAttempts, pin }: VaultStatus): string {
  if (error && AppError.is(error, 'vault.wrong-pin') && pin === 'set') return errorText(error).meaning
  if (isWaiting) return `After ${failedAttempts} wrong attempts the next one has to wait. This keeps strangers out.`
  if (AppError.is(error, 'vault.wrong-passphrase')) return 'Check Caps Lock and the keyboard layout.'
  return pin === 'closed' ? 'The PIN was wrong five times. It opens again once the passphrase was given.' : ''
}

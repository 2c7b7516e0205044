import { Button, Modal, PasswordInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { PinField } from '#renderer/features/vault/components/pin-field.tsx'
import { wayIn, type WayIn } from '#renderer/features/vault/model/ways-in.ts'
import { useAttempt } from '#renderer/features/vault/use-attempt.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { usePresence } from '#renderer/lib/services.tsx'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import classes from './presence-dialog.module.css'

/**
 * The one place where somebody is asked to show who they are. It opens over whatever is on the screen when the engine refuses a call with
 * `presence.required`; the call is made again once it is answered, and fails as it was refused when it is not.
 */
export function PresenceDialog() {
  const presence = usePresence()
  const isAsked = useSyncExternalStore(presence.subscribe, () => presence.isAsked)
  // Behind a locked door nobody can answer.
  useEffect(() => () => presence.answer(false), [presence])
  useEscape(isAsked, () => presence.answer(false))
  const giveBack = useFocusBefore()
  return (
    <Modal opened={isAsked} onClose={() => presence.answer(false)} onExitTransitionEnd={giveBack} closeOnEscape={false} title="Confirm that it is you" zIndex={400} size="sm" data-presence>
      <PresenceForm onShown={() => presence.answer(true)} onCancel={() => presence.answer(false)} />
    </Modal>
  )
}

type Shown = { readonly passphrase: string } | { readonly pin: string }

function PresenceForm({ onShown, onCancel }: { readonly onShown: () => void; readonly onCancel: () => void }) {
  const status = useEngineQuery((ask) => ask.vault.status({}))
  const [chosen, setChosen] = useState<WayIn | null>(null)
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const confirm = useAttempt((call, shown: Shown) => call.vault.confirmPresence(shown), { waitMs: status.data?.waitMs ?? 0, onDone: onShown })
  const seconds = useCountdown(confirm.until)
  const isWaiting = seconds > 0
  const way = wayIn(status.data ?? { pin: 'none' }, chosen)
  useEffect(() => {
    if (!isWaiting && !confirm.isRunning) field.current?.focus()
    if (confirm.error) field.current?.select()
  }, [isWaiting, confirm.isRunning, confirm.error, way])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (isWaiting || passphrase === '') return
    void confirm.run(way === 'pin' ? { pin } : { passphrase })
  }
  const other = () => {
    setChosen(way === 'pin' ? 'passphrase' : 'pin')
    confirm.reset()
  }
  const { fieldText, error } = presenceProblem(confirm.error, way)
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.lead}>What you are about to do lets money out, cannot be taken back, or makes these books easier to get into, so it takes your {way === 'pin' ? 'PIN' : 'passphrase'}.</p>
      {way === 'pin' ? (
        <PinField ref={field} label="PIN" value={pin} onType={setPin} error={fieldText} autoFocus />
      ) : (
        <PasswordInput ref={field} label="Passphrase" autoComplete="current-password" error={fieldText} autoFocus data-autofocus />
      )}
      {error && <ErrorState size="inline" error={error} />}
      <div className={classes.buttons}>
        <OtherWay status={status.data} way={way} onChoose={other} />
        <Button variant="default" onClick={onCancel}>Cancel</Button>
        <Button type="submit" loading={confirm.isRunning} disabled={isWaiting}>{isWaiting ? `Try again in ${waitText(seconds)}` : 'Confirm'}</Button>
      </div>
    </form>
  )
}

function OtherWay({ status, way, onChoose }: { readonly status: VaultStatus | undefined; readonly way: WayIn; readonly onChoose: () => void }) {
  if (status?.pin !== 'set') return null
  return <Button variant="subtle" color="gray" className={classes.other} onClick={onChoose}>{way === 'pin' ? 'Use the passphrase' : 'Use the PIN'}</Button>
}

/** A wrong one is said at its field; a wait is said by the button; anything else in full. */
function presenceProblem(error: AppError | null, way: WayIn): { readonly fieldText: string | null; readonly error: AppError | null } {
  if (error === null || AppError.is(error, 'vault.throttled')) return { fieldText: null, error: null }
  if (AppError.is(error, 'vault.wrong-passphrase')) return { fieldText: errorText(error).title, error: null }
  if (AppError.is(error, 'vault.wrong-pin')) return { fieldText: way === 'passphrase' ? `${errorText(error).title}. Use the passphrase.` : `${errorText(error).title}. ${errorText(error).meaning}`, error: null }
  return { fieldText: null, error }
}

/**
 * Gives the focus back to where it was, unless it has gone on. The button that was pressed cannot be asked when this opens: it is out of use by
 * then, while its call is on its way, and the focus has left it.
 */
function useFocusBefore(): () => void {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest('[data-presence]') === null) last.current = target
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [])
  return () => {
    const before = last.current
    if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
}

/**
 * Esc answers the question and nothing else: the dialog or drawer under it stays. Listened for before anything is open over the page, so that it
 * comes before theirs.
 */
function useEscape(isOpen: boolean, close: () => void): void {
  const latest = useRef({ isOpen, close })
  useEffect(() => {
    latest.current = { isOpen, close }
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !latest.current.isOpen) return
      event.preventDefault()
      event.stopImmediatePropagation()
      latest.current.close()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [])
}

import { Button, Modal, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { useAttempt } from '../use-attempt.ts'
import { VAULT_STATUS_KEY } from '../vault-status.ts'
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase.tsx'
import classes from './recovery.module.css'

export function PassphraseRow({ businessName }: { readonly businessName: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <SettingRow label="Passphrase" hint="The recovery key and the PIN stay as they are when it changes.">
      <Button variant="default" onClick={() => setOpen(true)}>Change the passphrase</Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Change the passphrase">
        <PassphraseForm businessName={businessName} onClose={() => setOpen(false)} />
      </Modal>
    </SettingRow>
  )
}

function PassphraseForm({ businessName, onClose }: { readonly businessName: string; readonly onClose: () => void }) {
  const client = useQueryClient()
  const toasts = useToasts()
  const present = useRef<HTMLInputElement>(null)
  const passphrase = useNewPassphrase()
  const change = useAttempt((call, input: { readonly current: string; readonly next: string }) => call.vault.changePassphrase(input), {
    onDone: (status) => {
      client.setQueryData(VAULT_STATUS_KEY, status)
      toasts.say('The passphrase is changed')
      onClose()
    },
  })
  const seconds = useCountdown(change.until)
  const isWrong = AppError.is(change.error, 'vault.wrong-passphrase')
  useEffect(() => {
    if (isWrong) present.current?.select()
  }, [isWrong, change.error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const current = present.current?.value ?? ''
    if (passphrase.check() && current !== '' && seconds === 0) void change.run({ current, next: passphrase.passphrase })
  }
  return (
    <form className={classes.flow} onSubmit={submit} noValidate>
      <PasswordInput ref={present} label="Present passphrase" autoComplete="current-password" error={isWrong && change.error ? errorText(change.error).title : null} data-autofocus autoFocus />
      <NewPassphraseFields label="New passphrase" businessName={businessName} value={passphrase} />
      {change.error && !isWrong && <ErrorState size="inline" error={change.error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={change.isRunning} disabled={seconds > 0}>{seconds > 0 ? `Try again in ${waitText(seconds)}` : 'Change the passphrase'}</Button>
      </div>
    </form>
  )
}

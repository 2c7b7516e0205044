import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { pinProblems } from '../model/pin-entry.ts'
import { pinWords } from '../model/protection-words.ts'
import { useAttempt } from '../use-attempt.ts'
import { VAULT_STATUS_KEY } from '../vault-status.ts'
import { PinField } from './pin-field.tsx'
import classes from './recovery.module.css'
import { StateMark } from './state-mark.tsx'

export function PinRow({ status }: { readonly status: VaultStatus }) {
  const [isOpen, setOpen] = useState(false)
  const canHave = status.protection === 'keychain-and-passphrase'
  const isSet = status.pin !== 'none'
  return (
    <SettingRow label="PIN" hint={pinWords(status)}>
      {status.pin === 'closed' && <StateMark needsCare>Closed</StateMark>}
      {isSet && <RemovePin />}
      {canHave && <Button variant="default" onClick={() => setOpen(true)}>{isSet ? 'Change the PIN' : 'Set a PIN'}</Button>}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={isSet ? 'Change the PIN' : 'Set a PIN'} size="sm">
        <PinForm onClose={() => setOpen(false)} />
      </Modal>
    </SettingRow>
  )
}

function RemovePin() {
  const client = useQueryClient()
  const toasts = useToasts()
  const remove = useAttempt((call) => call.vault.removePin({}).catch(toasts.fail), {
    onDone: (status) => {
      if (!status) return
      client.setQueryData(VAULT_STATUS_KEY, status)
      toasts.say('The PIN is removed')
    },
  })
  return <Button variant="subtle" color="gray" loading={remove.isRunning} onClick={() => void remove.run(undefined)}>Remove</Button>
}

function PinForm({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const toasts = useToasts()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const set = useAttempt((call, input: { readonly pin: string }) => call.vault.setPin(input), {
    onDone: (status) => {
      client.setQueryData(VAULT_STATUS_KEY, status)
      toasts.say('The PIN is set. It unlocks from the next lock on.')
      onClose()
    },
  })
  const problems = pinProblems({ pin, again })
  const weakness = AppError.is(set.error, 'vault.weak-pin') && set.error ? errorText(set.error).meaning : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!problems.pin && !problems.again) void set.run({ pin })
  }
  const type = (digits: string) => {
    set.reset()
    setPin(digits)
  }
  return (
    <form className={classes.flow} onSubmit={submit} noValidate>
      <p className={classes.lead}>Six digits or more. Not a date, a row or a repetition: those are tried first.</p>
      <PinField label="PIN" value={pin} onType={type} error={weakness ?? (isTried && problems.pin)} autoFocus />
      <PinField label="The same again" value={again} onType={setAgain} error={(isTried || (again !== '' && again.length >= pin.length)) && problems.again} />
      {set.error && weakness === null && <ErrorState size="inline" error={set.error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={set.isRunning}>Set the PIN</Button>
      </div>
    </form>
  )
}

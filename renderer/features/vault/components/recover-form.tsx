import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { onlyRecoveryNotice, type OnlyRecovery } from '../model/ways-in.ts'
import { wholeProblem } from '../model/recovery-entry.ts'
import { ProtectionNote } from '../protection-note.tsx'
import { useAttempt } from '../use-attempt.ts'
import { VAULT_STATUS_KEY } from '../vault-status.ts'
import classes from '../vault.module.css'
import { DoorNotice } from './door-notice.tsx'
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase.tsx'
import { RecoveryKeyField } from './recovery-key-field.tsx'

export interface RecoverFormProps {
  readonly status: VaultStatus
  /** Why there is no other way in; null where somebody chose this one. */
  readonly only: OnlyRecovery | null
  readonly onRecheck: () => void
  readonly onBack: (() => void) | undefined
}

/** The recovery key and a new passphrase open the books, whatever became of the old one, the PIN and the keychain. */
export function RecoverForm({ status, only, onRecheck, onBack }: RecoverFormProps) {
  const businessName = status.businessName ?? ''
  return (
    <div className={classes.protect}>
      {onBack && <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack} className={classes.back}>Back</Button>}
      <h1 className={classes.title}>{only === null ? 'Open with the recovery key' : businessName}</h1>
      {only !== null && (
        <DoorNotice {...onlyRecoveryNotice(only, status)} action={only === 'keychain-changed' && <Button size="compact-sm" variant="default" onClick={onRecheck}>Check again</Button>} />
      )}
      {status.hasRecoveryKey && <Fields status={status} businessName={businessName} onRecheck={onRecheck} />}
    </div>
  )
}

function Fields({ status, businessName, onRecheck }: Pick<RecoverFormProps, 'status' | 'onRecheck'> & { readonly businessName: string }) {
  const client = useQueryClient()
  const [recoveryKey, setRecoveryKey] = useState('')
  const passphrase = useNewPassphrase()
  const recover = useAttempt((call, input: { readonly recoveryKey: string; readonly newPassphrase: string }) => call.vault.recover(input), {
    onDone: (opened) => {
      client.setQueryData(VAULT_STATUS_KEY, opened)
      void client.invalidateQueries()
    },
  })
  const keyProblem = wholeProblem(recoveryKey)
  const isWrongKey = AppError.is(recover.error, 'vault.wrong-recovery-key')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase.check() && keyProblem === null) void recover.run({ recoveryKey, newPassphrase: passphrase.passphrase })
  }
  const type = (typed: string) => {
    recover.reset()
    setRecoveryKey(typed)
  }
  return (
    <form className={classes.protect} onSubmit={submit} noValidate>
      <RecoveryKeyField value={recoveryKey} onType={type} error={isWrongKey && recover.error ? errorText(recover.error).title : passphrase.isTried ? keyProblem : null} />
      <NewPassphraseFields label="New passphrase" businessName={businessName} value={passphrase} />
      {(status.keychain === 'locked' || status.keychain === 'absent') && <ProtectionNote keychain={status.keychain} onRecheck={onRecheck} />}
      <p className={classes.muted}>The recovery key stays as it is. A PIN has to be set anew.</p>
      {recover.error && !isWrongKey && <ErrorState size="inline" error={recover.error} />}
      <Button type="submit" size="md" fullWidth loading={recover.isRunning}>Open the books</Button>
    </form>
  )
}

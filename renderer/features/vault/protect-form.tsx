import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconBuildingBank, IconFileText, IconFlask } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { NewPassphraseFields, useNewPassphrase } from './components/new-passphrase.tsx'
import { ProtectionNote } from './protection-note.tsx'
import type { FirstChoice } from './start-choice.tsx'
import { VAULT_STATUS_KEY } from './vault-status.ts'
import classes from './vault.module.css'

export interface ProtectFormProps {
  readonly status: VaultStatus
  readonly choice: FirstChoice
  readonly onRecheck: () => void
  readonly onBack: () => void
  readonly onHold: (isHeld: boolean) => void
  readonly onCreated: (businessName: string) => void
}

/** The name of the business and a passphrase, and in plain words what protects the books. */
export function ProtectForm({ status, choice, onRecheck, onBack, onHold, onCreated }: ProtectFormProps) {
  const [businessName, setBusinessName] = useState('')
  const passphrase = useNewPassphrase()
  const create = useCreate(onHold, onCreated)
  const nameProblem = businessName.trim() === '' ? 'Type the name you want to see here.' : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase.check() && nameProblem === null) void create.run({ businessName: businessName.trim(), passphrase: passphrase.passphrase })
  }
  return (
    <form className={classes.protect} onSubmit={submit} noValidate>
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack} className={classes.back}>Back</Button>
      <h1 className={classes.title}>Protect your books</h1>
      <Next choice={choice} />
      <TextInput label="Name of the business" value={businessName} onChange={(event) => setBusinessName(event.currentTarget.value)} error={passphrase.isTried && nameProblem} maxLength={120} autoFocus />
      <NewPassphraseFields label="Passphrase for this computer" businessName={businessName} value={passphrase} />
      <ProtectionNote keychain={status.keychain} onRecheck={onRecheck}>
        <p>Nobody can recover a forgotten passphrase, not even we. The next step makes a key for that, to be kept on paper.</p>
      </ProtectionNote>
      {create.error && <ErrorState size="inline" error={create.error} />}
      <Button type="submit" size="md" fullWidth loading={create.isRunning}>Create the vault</Button>
    </form>
  )
}

/** What comes right after this. */
function Next({ choice: { start, files } }: { readonly choice: FirstChoice }) {
  if (start === 'files' && files.length === 0) return null
  const Icon = NEXT_ICONS[start]
  return (
    <p className={classes.files}>
      <Icon size={16} stroke={1.6} aria-hidden />
      {start === 'files' ? `${plural(files.length, 'file', 'files')} will open right after this.` : start === 'sandbox' ? 'The sandbox starts right after this.' : 'You connect the issuer right after this.'}
    </p>
  )
}

const NEXT_ICONS = { files: IconFileText, sandbox: IconFlask, issuer: IconBuildingBank } as const

function useCreate(onHold: ProtectFormProps['onHold'], onCreated: ProtectFormProps['onCreated']) {
  const engine = useEngine()
  const client = useQueryClient()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const run = async (input: { readonly businessName: string; readonly passphrase: string }) => {
    setIsRunning(true)
    setError(null)
    onHold(true)
    try {
      const status = await engine.call.vault.create(input)
      onCreated(input.businessName)
      client.setQueryData(VAULT_STATUS_KEY, status)
    } catch (failure) {
      onHold(false)
      setError(toAppError(failure))
      setIsRunning(false)
    }
  }
  return { run, isRunning, error }
}

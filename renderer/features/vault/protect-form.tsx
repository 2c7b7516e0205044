import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconArrowLeft, IconBuildingBank, IconFileText, IconFlask } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { PassphraseField, type PassphraseRating } from '#renderer/components/forms/passphrase-field.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { ProtectionNote } from './protection-note.tsx'
import type { FirstChoice } from './start-choice.tsx'
import classes from './vault.module.css'

export interface ProtectFormProps {
  readonly status: VaultStatus
  readonly choice: FirstChoice
  readonly onRecheck: () => void
  readonly onBack: () => void
  readonly onCreated: () => void
}

/** The name of the business and a passphrase, and in plain words what protects the books. */
export function ProtectForm({ status, choice, onRecheck, onBack, onCreated }: ProtectFormProps) {
  const [businessName, setBusinessName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [rating, setRating] = useState<PassphraseRating | null>(null)
  const [tried, setTried] = useState(false)
  const create = useCreate(onCreated)
  const problems = problemsOf({ businessName, passphrase, again, rating })

  // A verdict on an earlier passphrase says nothing about this one; without one the engine decides.
  const type = (value: string) => {
    setPassphrase(value)
    setRating(null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!problems.businessName && !problems.passphrase && !problems.again) void create.run({ businessName: businessName.trim(), passphrase })
  }
  return (
    <form className={classes.protect} onSubmit={submit} noValidate>
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack} className={classes.back}>Back</Button>
      <h1 className={classes.title}>Protect your books</h1>
      <Next choice={choice} />
      <TextInput label="Name of the business" value={businessName} onChange={(event) => setBusinessName(event.currentTarget.value)} error={tried && problems.businessName} maxLength={120} autoFocus />
      <PassphraseField label="Passphrase for this computer" value={passphrase} onChange={type} businessName={businessName} onRating={setRating} error={tried ? problems.passphrase : undefined} />
      <PasswordInput label="The same again" value={again} onChange={(event) => setAgain(event.currentTarget.value)} autoComplete="new-password" error={(tried || again.length >= passphrase.length) && again !== '' ? problems.again : tried && problems.again} />
      <ProtectionNote keychain={status.keychain} onRecheck={onRecheck} />
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

interface Draft {
  readonly businessName: string
  readonly passphrase: string
  readonly again: string
  readonly rating: PassphraseRating | null
}

interface Problems {
  readonly businessName?: string
  readonly passphrase?: string
  readonly again?: string
}

/** What keeps the form from being sent, per field. */
export function problemsOf({ businessName, passphrase, again, rating }: Draft): Problems {
  return {
    ...(businessName.trim() === '' ? { businessName: 'Type the name you want to see here.' } : {}),
    ...(passphrase === '' ? { passphrase: 'Type a passphrase.' } : rating && !rating.acceptable ? { passphrase: passphraseProblem(rating) } : {}),
    ...(again !== passphrase ? { again: 'The two are not the same.' } : {}),
  }
}

function passphraseProblem(rating: PassphraseRating): string {
  if (rating.problem === 'too-short') return `Make it at least ${rating.minLength} characters long.`
  if (rating.problem === 'contains-context') return 'Leave the name of the business and of this app out of it.'
  return 'This one is among the first that anybody would try.'
}

function useCreate(onCreated: () => void) {
  const engine = useEngine()
  const client = useQueryClient()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const run = async (input: { readonly businessName: string; readonly passphrase: string }) => {
    setIsRunning(true)
    setError(null)
    try {
      const status = await engine.call.vault.create(input)
      onCreated()
      client.setQueryData(['vault', 'status', {}], status)
    } catch (failure) {
      setError(toAppError(failure))
      setIsRunning(false)
    }
  }
  return { run, isRunning, error }
}

import { Button, PasswordInput, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { PassphraseField } from '#renderer/components/forms/passphrase-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Restored } from '#shared/rpc/contract/rescue.contract.ts'
import { sizeText } from '../model/words.ts'
import { useStep } from '../use-step.ts'
import { RescueHead } from './rescue-head.tsx'
import classes from './rescue.module.css'

export interface ChosenFile {
  readonly token: string
  readonly businessName: string
  readonly madeAt: number
  readonly bytes: number
}

export interface FileFormProps {
  readonly file: ChosenFile
  /** There are books here: the same passphrase has to open them, too. */
  readonly needsProof: boolean
  readonly onRestored: (restored: Restored) => void
}

const WAYS = [{ value: 'passphrase', label: 'Passphrase' }, { value: 'recovery-key', label: 'Recovery key' }]

/** What a backup says about itself, and what opens it. */
export function FileForm({ file, needsProof, onRestored }: FileFormProps) {
  const formats = useFormats()
  const step = useStep()
  const passphrase = useRef<HTMLInputElement>(null)
  const [way, setWay] = useState('passphrase')
  const [recoveryKey, setRecoveryKey] = useState('')
  const [next, setNext] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = passphrase.current?.value ?? ''
    if (way === 'passphrase' ? typed === '' : recoveryKey === '' || next === '') return
    step.run(async (call) => {
      if (needsProof && way === 'passphrase') await call.rescue.prove({ passphrase: typed })
      return call.rescue.fromFile({ file: file.token, with: way === 'passphrase' ? { passphrase: typed } : { recoveryKey, newPassphrase: next } })
    }, onRestored)
  }
  const choose = (value: string) => {
    step.reset()
    setWay(value)
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <RescueHead tone="plain" title={file.businessName} lines={[`A backup of ${formats.instant(file.madeAt)}, ${sizeText(file.bytes, formats.locale)}.`]} />
      {!needsProof && <SegmentedControl aria-label="What opens it" data={WAYS} value={way} onChange={choose} />}
      {way === 'passphrase' ? (
        <PasswordInput ref={passphrase} label="Passphrase of these books" description={needsProof ? 'It has to open the books that are here, too.' : 'The one they had when the backup was written.'} autoComplete="current-password" autoFocus />
      ) : (
        <>
          <Textarea label="Recovery key" description="Seven groups of five." value={recoveryKey} onChange={(event) => setRecoveryKey(event.currentTarget.value)} autoComplete="off" autoCapitalize="characters" spellCheck={false} rows={2} maxLength={120} autoFocus />
          <PassphraseField label="New passphrase for this computer" value={next} onChange={setNext} businessName={file.businessName} onRating={() => undefined} />
        </>
      )}
      {step.error && <ErrorState size="inline" error={step.error} />}
      <Button type="submit" size="md" loading={step.isRunning}>Restore these books</Button>
    </form>
  )
}

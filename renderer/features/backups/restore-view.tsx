import { Button, PasswordInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import type { AutomaticCopy } from '#shared/rpc/contract/backups.contract.ts'
import type { Restored, RescueStatus } from '#shared/rpc/contract/rescue.contract.ts'
import { CopyList } from './components/copy-list.tsx'
import { FileForm, type ChosenFile } from './components/file-form.tsx'
import { RescueHead } from './components/rescue-head.tsx'
import { RestoredResult } from './components/results.tsx'
import { useStep } from './use-step.ts'
import classes from './components/rescue.module.css'

export interface RestoreViewProps {
  readonly status: RescueStatus
  /** Whether this computer has books already, which are then set aside. */
  readonly hasBooks: boolean
  readonly onBack: () => void
  readonly onOpen: () => void
}

/** Other books in the place of those that are here: an earlier copy, or a backup that was kept elsewhere. */
export function RestoreView({ status, hasBooks, onBack, onOpen }: RestoreViewProps) {
  const bridge = useBridge()
  const step = useStep()
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [copy, setCopy] = useState<AutomaticCopy | null>(null)
  const [restored, setRestored] = useState<Restored | null>(null)
  if (restored !== null) return <RestoredResult result={restored} onOpen={onOpen} />
  const pick = async () => {
    const grant = await bridge.pickBackup({})
    if (grant) step.run((call) => call.rescue.inspect({ file: grant.token }), (facts) => setFile({ ...facts, token: grant.token }))
  }
  const back = file === null && copy === null ? onBack : () => (setFile(null), setCopy(null), step.reset())
  return (
    <div className={classes.view}>
      <div><Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={back}>Back</Button></div>
      {file !== null ? (
        <FileForm file={file} needsProof={hasBooks && !status.isProven} onRestored={setRestored} />
      ) : copy !== null ? (
        <CopyForm copy={copy} isProven={status.isProven} onRestored={setRestored} />
      ) : (
        <>
          <RescueHead tone="plain" title="Restore from a backup" lines={hasBooks ? ['The books that are here now are set aside on this computer, not deleted.'] : ['The books of another computer, or of this one before, are set up here as they were.']} />
          {step.error && <ErrorState size="inline" error={step.error} />}
          <section className={classes.way}>
            <h2>A backup file</h2>
            <p>One that was written with “Write a backup” and kept elsewhere. It opens with its passphrase or the recovery key.</p>
            <Button loading={step.isRunning} onClick={() => void pick()}>Choose a backup</Button>
          </section>
          {hasBooks && status.copies.length > 0 && (
            <section className={classes.way}>
              <h2>A copy on this computer</h2>
              <p>Cardkeep keeps the last three. What was done since is not in them.</p>
              <CopyList copies={status.copies} onOpen={setCopy} />
            </section>
          )}
        </>
      )}
    </div>
  )
}

/** An earlier copy of the books opens with the passphrase of now. */
function CopyForm({ copy, isProven, onRestored }: { readonly copy: AutomaticCopy; readonly isProven: boolean; readonly onRestored: (restored: Restored) => void }) {
  const formats = useFormats()
  const step = useStep()
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (!isProven && passphrase === '') return
    step.run(async (call) => {
      if (!isProven) await call.rescue.prove({ passphrase })
      return call.rescue.fromCopy({ copy: copy.id })
    }, onRestored)
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <RescueHead tone="plain" title={`Go back to ${formats.instant(copy.madeAt)}`} lines={['What was done here since then is not in it: notes, categories, imports, and changes that were not sent yet. The books of now are set aside.']} />
      {!isProven && <PasswordInput ref={field} label="Passphrase" autoComplete="current-password" autoFocus />}
      {step.error && <ErrorState size="inline" error={step.error} />}
      <Button type="submit" size="md" loading={step.isRunning}>Go back to this copy</Button>
    </form>
  )
}

import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import { useStep } from '../use-step.ts'
import classes from './rescue.module.css'

export interface WipeSectionProps {
  readonly businessName: string
  /** What was made here and no issuer has yet; null where there is nothing. */
  readonly unsent: ReactNode | null
}

export function WipeSection(props: WipeSectionProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title="Remove">
      <SettingRow label="Remove everything from this computer" hint="The books, their copies and their key. What issuers keep stays with them; backups that you wrote elsewhere stay, and still open.">
        <Button variant="default" color="red" onClick={() => setOpen(true)}>Remove everything</Button>
      </SettingRow>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Remove everything from this computer" size="lg">
        <WipeForm {...props} onClose={() => setOpen(false)} />
      </Modal>
    </Section>
  )
}

/** Exactly what will happen, what would be lost with it, and the name of the business typed by hand. */
function WipeForm({ businessName, unsent, onClose }: WipeSectionProps & { readonly onClose: () => void }) {
  const bridge = useBridge()
  const step = useStep()
  const [name, setName] = useState('')
  const passphrase = useRef<HTMLInputElement>(null)
  const isNamed = name.trim() === businessName
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isNamed) return
    step.run((call) => call.rescue.wipe({ businessName: name, passphrase: passphrase.current?.value ?? '' }), () => void bridge.lock({}))
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <ul className={classes.lines}>
        <li>All charges, notes, categories, statements and receipts here are gone, with the three copies.</li>
        <li>The key goes first. Nobody can bring any of it back, not even we.</li>
        <li>Cards, limits and payments at your issuers are not touched.</li>
      </ul>
      {unsent !== null && (
        <section className={classes.way}>
          <h2>Not yet sent, and lost with it</h2>
          <div className={classes.unsent}>{unsent}</div>
        </section>
      )}
      <TextInput label={`Type “${businessName}” to go on`} value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="off" data-autofocus autoFocus />
      <PasswordInput ref={passphrase} label="Passphrase" autoComplete="current-password" />
      {step.error && <ErrorState size="inline" error={step.error} />}
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" color="red" disabled={!isNamed} loading={step.isRunning}>Remove everything for good</Button>
      </div>
    </form>
  )
}

import { Button, Modal, PasswordInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { AppError } from '#shared/rpc/errors.ts'
import classes from './recovery.module.css'

export function RekeyRow() {
  const [isOpen, setOpen] = useState(false)
  const [isRunning, setRunning] = useState(false)
  return (
    <SettingRow label="Key of the books" hint="Where somebody may have got hold of the files together with what opens them, a new key makes what they have useless for everything from now on.">
      <Button variant="default" onClick={() => setOpen(true)}>Encrypt anew</Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Encrypt everything anew" closeOnClickOutside={!isRunning} closeOnEscape={!isRunning} withCloseButton={!isRunning}>
        <RekeyForm onClose={() => setOpen(false)} onRunning={setRunning} />
      </Modal>
    </SettingRow>
  )
}

interface RekeyFormProps {
  readonly onClose: () => void
  readonly onRunning: (isRunning: boolean) => void
}

function RekeyForm({ onClose, onRunning }: RekeyFormProps) {
  const field = useRef<HTMLInputElement>(null)
  const rekey = useEngineTask((call) => call.vault.rekey)
  const { state } = rekey
  const error = state.status === 'failed' ? state.error : null
  const isWrong = error !== null && (AppError.is(error, 'vault.wrong-passphrase') || AppError.is(error, 'vault.throttled'))
  useEffect(() => {
    if (isWrong) field.current?.select()
  }, [isWrong])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (passphrase === '') return
    onRunning(true)
    void rekey.start({ passphrase }).finally(() => onRunning(false))
  }
  if (state.status === 'running' || state.status === 'done') {
    return (
      <div className={classes.flow}>
        <TaskProgress progress={state.status === 'running' ? state.progress : null} label="Encrypting everything anew" figure="share" />
        <p className={classes.lead}>Cardkeep locks when it is done. If the computer is switched off in between, the books are as they were.</p>
      </div>
    )
  }
  return (
    <form className={classes.flow} onSubmit={submit} noValidate>
      <ul className={classes.effects}>
        <li>Everything is encrypted under a new key, on a copy that takes the place of the first. Then Cardkeep locks.</li>
        <li>The passphrase stays.</li>
        <li>The recovery key and the PIN are gone: make a new key and set a new PIN afterwards.</li>
        <li>The automatic copies go, because nothing opens them any more. Backups that you saved still open with what opened them.</li>
      </ul>
      <PasswordInput ref={field} label="Passphrase" autoComplete="current-password" error={isWrong ? errorText(error).title : null} data-autofocus autoFocus />
      {error && !isWrong && <ErrorState size="inline" error={error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit">Encrypt anew and lock</Button>
      </div>
    </form>
  )
}

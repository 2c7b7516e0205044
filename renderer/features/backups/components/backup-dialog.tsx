import { Button, Modal, PasswordInput } from '@mantine/core'
import { type FormEvent, useRef } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import { backupName } from '../model/words.ts'
import classes from './rescue.module.css'

export interface BackupDialogProps {
  readonly opened: boolean
  readonly businessName: string
  readonly onClose: () => void
}

/** The passphrase first: what is written opens with it alone, so it has to be the right one. */
export function BackupDialog({ opened, businessName, onClose }: BackupDialogProps) {
  const task = useEngineTask((call) => call.backups.export)
  const isRunning = task.state.status === 'running'
  const close = () => {
    task.reset()
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title="Write a backup" closeOnClickOutside={!isRunning} closeOnEscape={!isRunning} withCloseButton={!isRunning}>
      {task.state.status === 'running' ? <TaskProgress progress={task.state.progress} label="Copying the books" figure="share" onCancel={task.cancel} /> : <BackupForm task={task} businessName={businessName} onClose={close} />}
    </Modal>
  )
}

type ExportTask = ReturnType<typeof useEngineTask<{ passphrase: string; target: string }, { file: string; bytes: number }>>

function BackupForm({ task, businessName, onClose }: { readonly task: ExportTask; readonly businessName: string; readonly onClose: () => void }) {
  const bridge = useBridge()
  const toasts = useToasts()
  const formats = useFormats()
  const field = useRef<HTMLInputElement>(null)
  const error = task.state.status === 'failed' ? task.state.error : null
  const write = async (passphrase: string) => {
    const target = await bridge.chooseExport({ suggestedName: backupName(businessName, formats.today), kind: 'backup' })
    if (target === null) return
    const written = await task.start({ passphrase, target: target.token })
    if (!written) return
    toasts.offer(`${written.file} is written`, 'Show in folder', () => bridge.revealExport({ token: target.token }))
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (passphrase !== '') void write(passphrase).catch(toasts.fail)
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <p className={classes.faint}>The file is encrypted and opens with this passphrase alone, or with the recovery key, on any computer. A passphrase that you change later does not change it.</p>
      <PasswordInput ref={field} label="Passphrase" autoComplete="current-password" data-autofocus autoFocus />
      {error && <ErrorState size="inline" error={error} />}
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit">Choose where and write</Button>
      </div>
    </form>
  )
}

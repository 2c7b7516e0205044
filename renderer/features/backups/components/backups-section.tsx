import { Button } from '@mantine/core'
import { useState } from 'react'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useEngineQuery, useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import type { BackupsStatus } from '#shared/rpc/contract/backups.contract.ts'
import { BackupDialog } from './backup-dialog.tsx'
import { CopyList } from './copy-list.tsx'

/** What there is to go back to, and how to have more. */
export function BackupsSection({ businessName }: { readonly businessName: string }) {
  const status = useEngineQuery((ask) => ask.backups.status({}))
  const bridge = useBridge()
  const [isWriting, setWriting] = useState(false)
  if (status.data === undefined) return null
  return (
    <Section title="Backups">
      <SettingRow label="A backup kept elsewhere" hint="Everything in one encrypted file. It opens on any computer with your passphrase or the recovery key, so keep it on another disk.">
        <Button onClick={() => setWriting(true)}>Write a backup</Button>
      </SettingRow>
      <BackupDialog opened={isWriting} businessName={businessName} onClose={() => setWriting(false)} />
      <CopiesRow status={status.data} />
      {status.data.copies.length > 0 && <CopyList copies={status.data.copies} />}
      <SettingRow label="Go back" hint="To an earlier copy or a backup: lock, then choose “Restore from a backup” under the passphrase.">
        <Button variant="default" onClick={() => void bridge.lock({})}>Lock now</Button>
      </SettingRow>
      <CheckRow status={status.data} />
    </Section>
  )
}

function CopiesRow({ status }: { readonly status: BackupsStatus }) {
  const toasts = useToasts()
  const copyNow = useEngineTask((call) => call.backups.copyNow)
  const isRunning = copyNow.state.status === 'running'
  const run = async () => {
    if (await copyNow.start({})) toasts.say('Copied, read through, and kept')
  }
  const failed = copyNow.state.status === 'failed' ? errorText(copyNow.state.error) : status.failure && keptErrorText(status.failure)
  const hint = failed ? `The last try did not work. ${failed.title}. ${failed.action}` : 'Made once a day while the books are open and before each update; the newest three stay. They lie on the same disk: no help when it breaks.'
  return (
    <SettingRow label="Copies on this computer" hint={hint}>
      <Button variant="default" loading={isRunning} onClick={() => void run()}>Copy now</Button>
    </SettingRow>
  )
}

function CheckRow({ status: { check } }: { readonly status: BackupsStatus }) {
  const formats = useFormats()
  const task = useEngineTask((call) => call.backups.check)
  if (task.state.status === 'running') return <TaskProgress progress={null} label="Reading everything" onCancel={task.cancel} />
  const found = check === null ? 'A quick check follows each unlocking.' : check.isSound ? `${check.depth === 'full' ? 'Everything was read and is sound' : 'A quick check found them sound'} (${formats.instant(check.at)}).` : 'Damage was found. Lock Cardkeep and unlock it again: it then offers what can be done.'
  return (
    <SettingRow label="Check the books" hint={task.state.status === 'failed' ? errorText(task.state.error).title : found}>
      <Button variant="default" onClick={() => void task.start({})}>Check everything</Button>
    </SettingRow>
  )
}

import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconKey, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useNewRecoveryKey } from '../use-recovery-key.ts'
import { NewRecoveryKeyDialog } from './new-recovery-key-dialog.tsx'
import classes from './recovery.module.css'

/** Over every page until there is a recovery key, or until the next lock where it was put aside. */
export function RecoveryNotice() {
  const status = useEngineQuery((ask) => ask.vault.status({}))
  const making = useNewRecoveryKey()
  const [isPutAside, setPutAside] = useState(false)
  if (isPutAside || status.data?.state !== 'unlocked' || status.data.hasRecoveryKey) return null
  return (
    <section className={classes.notice} aria-label="Recovery key">
      <IconKey size={18} stroke={1.6} aria-hidden />
      <p><strong>These books have no recovery key.</strong> If the passphrase is forgotten, nobody can open them, not even we.</p>
      <Button size="compact-sm" variant="subtle" loading={making.isRunning} onClick={making.make}>Make one</Button>
      <Tooltip label="Until the next lock">
        <ActionIcon aria-label="Put aside until the next lock" onClick={() => setPutAside(true)}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <NewRecoveryKeyDialog making={making} businessName={status.data.businessName ?? ''} isReplacement={false} />
    </section>
  )
}

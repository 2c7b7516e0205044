import { Button, Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { recoveryWords } from '../model/protection-words.ts'
import { useNewRecoveryKey } from '../use-recovery-key.ts'
import { RecoveryKeyFlow } from './recovery-key-flow.tsx'
import { StateMark } from './state-mark.tsx'

export interface RecoveryKeyRowProps {
  readonly status: VaultStatus
  readonly businessName: string
}

/** A key made anew: asked who is there first, then shown, then proved to have been kept. */
export function RecoveryKeyRow({ status, businessName }: RecoveryKeyRowProps) {
  const toasts = useToasts()
  const { made, isRunning, error, make, drop } = useNewRecoveryKey()
  useEffect(() => {
    if (error) toasts.fail(error)
  }, [error, toasts])
  const done = () => {
    drop()
    toasts.say(status.hasRecoveryKey ? 'The new recovery key is in force, the one before it is not' : 'The recovery key is in force')
  }
  return (
    <SettingRow label="Recovery key" hint={recoveryWords(status)}>
      {!status.hasRecoveryKey && <StateMark needsCare>None</StateMark>}
      <Button variant="default" loading={isRunning} onClick={make}>{status.hasRecoveryKey ? 'Make a new one' : 'Make one'}</Button>
      <Modal opened={made !== null} onClose={drop} title="Keep the recovery key" size="lg" closeOnClickOutside={false}>
        {made !== null && <RecoveryKeyFlow made={made} businessName={businessName} doneLabel="Use this key" onDone={done} />}
      </Modal>
    </SettingRow>
  )
}

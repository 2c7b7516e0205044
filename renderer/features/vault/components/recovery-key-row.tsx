import { Button } from '@mantine/core'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { recoveryWords } from '../model/protection-words.ts'
import { useNewRecoveryKey } from '../use-recovery-key.ts'
import { NewRecoveryKeyDialog } from './new-recovery-key-dialog.tsx'
import { StateMark } from './state-mark.tsx'

export interface RecoveryKeyRowProps {
  readonly status: VaultStatus
  readonly businessName: string
}

/** A key made anew: asked who is there first, then shown, then proved to have been kept. */
export function RecoveryKeyRow({ status, businessName }: RecoveryKeyRowProps) {
  const making = useNewRecoveryKey()
  return (
    <SettingRow label="Recovery key" hint={recoveryWords(status)}>
      {!status.hasRecoveryKey && <StateMark needsCare>None</StateMark>}
      <Button variant="default" loading={making.isRunning} onClick={making.make}>{status.hasRecoveryKey ? 'Make a new one' : 'Make one'}</Button>
      <NewRecoveryKeyDialog making={making} businessName={businessName} isReplacement={status.hasRecoveryKey} />
    </SettingRow>
  )
}

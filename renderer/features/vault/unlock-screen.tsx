import { useState } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { RecoverForm } from './components/recover-form.tsx'
import { UnlockForm } from './components/unlock-form.tsx'
import { onlyRecovery } from './model/ways-in.ts'
import { VaultFrame } from './vault-frame.tsx'

export interface UnlockScreenProps {
  readonly status: VaultStatus
  /** The window was open a moment ago: the engine was restarted under it. */
  readonly wasOpen: boolean
  /** Asks again what state the keychain is in. */
  readonly onRecheck: () => void
}

/** The name of the business, one field, nothing else to look at; and the recovery key where that is the way in. */
export function UnlockScreen({ status, wasOpen, onRecheck }: UnlockScreenProps) {
  const [isRecovering, setRecovering] = useState(false)
  const only = onlyRecovery(status)
  if (only === null && !isRecovering) {
    return (
      <VaultFrame>
        <UnlockForm status={status} wasOpen={wasOpen} onRecheck={onRecheck} onRecover={() => setRecovering(true)} />
      </VaultFrame>
    )
  }
  return (
    <VaultFrame width="wide">
      <RecoverForm status={status} only={only} onRecheck={onRecheck} onBack={only === null ? () => setRecovering(false) : undefined} />
    </VaultFrame>
  )
}

import { useState } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
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
  /** Other books in the place of these. */
  readonly onRestore: () => void
  /** Takes what keeps them closed and is not said here; true where it did. */
  readonly onTrouble: (error: AppError) => boolean
}

/** The name of the business, one field, nothing else to look at; and the recovery key where that is the way in. */
export function UnlockScreen({ status, wasOpen, onRecheck, onRestore, onTrouble }: UnlockScreenProps) {
  const [isRecovering, setRecovering] = useState(false)
  const only = onlyRecovery(status)
  if (only === null && !isRecovering) {
    return (
      <VaultFrame>
        <UnlockForm status={status} wasOpen={wasOpen} onRecheck={onRecheck} onRecover={() => setRecovering(true)} onRestore={onRestore} onTrouble={onTrouble} />
      </VaultFrame>
    )
  }
  return (
    <VaultFrame width="wide">
      <RecoverForm status={status} only={only} onRecheck={onRecheck} onBack={only === null ? () => setRecovering(false) : undefined} />
    </VaultFrame>
  )
}

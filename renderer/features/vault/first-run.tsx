import { useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { ProtectForm } from './protect-form.tsx'
import { StartChoice } from './start-choice.tsx'
import { VaultFrame } from './vault-frame.tsx'

export interface FirstRunProps {
  readonly status: VaultStatus
  /** Asks again whether the keychain is there. */
  readonly onRecheck: () => void
  /** Files chosen before the vault existed, to be previewed once it does. */
  readonly onFiles: (files: readonly FileGrant[]) => void
}

/** One question (where do your charges come from), then a name and a passphrase. */
export function FirstRun({ status, onRecheck, onFiles }: FirstRunProps) {
  const [files, setFiles] = useState<readonly FileGrant[] | null>(null)
  return (
    <VaultFrame width="wide">
      {files === null ? (
        <StartChoice onFiles={setFiles} />
      ) : (
        <ProtectForm status={status} files={files} onRecheck={onRecheck} onBack={() => setFiles(null)} onCreated={() => onFiles(files)} />
      )}
    </VaultFrame>
  )
}

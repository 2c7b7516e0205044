import { useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { ProtectForm } from './protect-form.tsx'
import { StartChoice, type FirstChoice } from './start-choice.tsx'
import { VaultFrame } from './vault-frame.tsx'

export interface FirstRunProps {
  readonly status: VaultStatus
  /** Asks again whether the keychain is there. */
  readonly onRecheck: () => void
  /** Files chosen before the vault existed, to be previewed once it does. */
  readonly onFiles: (files: readonly FileGrant[]) => void
  /** What was chosen instead of files, to be begun once the vault exists. */
  readonly onStart: (start: 'sandbox' | 'issuer') => void
}

/** One question (where do your charges come from), then a name and a passphrase. */
export function FirstRun({ status, onRecheck, onFiles, onStart }: FirstRunProps) {
  const [choice, setChoice] = useState<FirstChoice | null>(null)
  const begin = ({ start, files }: FirstChoice) => (start === 'files' ? onFiles(files) : onStart(start))
  return (
    <VaultFrame width={choice === null ? 'full' : 'wide'}>
      {choice === null ? (
        <StartChoice onChoose={setChoice} />
      ) : (
        <ProtectForm status={status} choice={choice} onRecheck={onRecheck} onBack={() => setChoice(null)} onCreated={() => begin(choice)} />
      )}
    </VaultFrame>
  )
}

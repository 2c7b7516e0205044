import { useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { ProtectForm } from './protect-form.tsx'
import { RecoveryStep } from './recovery-step.tsx'
import { StartChoice, type FirstChoice } from './start-choice.tsx'
import { VaultFrame } from './vault-frame.tsx'

export interface FirstRunProps {
  readonly status: VaultStatus
  /** Asks again whether the keychain is there. */
  readonly onRecheck: () => void
  /** The vault is being made: what is open from then on is not to be shown before the setting up is done. */
  readonly onHold: (isHeld: boolean) => void
  /** Files chosen before the vault existed, to be previewed once it does. */
  readonly onFiles: (files: readonly FileGrant[]) => void
  /** What was chosen instead of files, to be begun once the vault exists. */
  readonly onStart: (start: 'sandbox' | 'issuer') => void
  /** Books from elsewhere instead. */
  readonly onRestore: () => void
}

/** One question (where do your charges come from), a name and a passphrase, and the key for whoever forgets it. */
export function FirstRun({ status, onRecheck, onHold, onFiles, onStart, onRestore }: FirstRunProps) {
  const [choice, setChoice] = useState<FirstChoice | null>(null)
  const [madeFor, setMadeFor] = useState<string | null>(null)
  const begin = ({ start, files }: FirstChoice) => {
    if (start === 'files') onFiles(files)
    else onStart(start)
    onHold(false)
  }
  return (
    <VaultFrame width={choice === null ? 'full' : 'wide'}>
      {choice === null ? (
        <StartChoice onChoose={setChoice} onRestore={onRestore} />
      ) : madeFor === null ? (
        <ProtectForm status={status} choice={choice} onRecheck={onRecheck} onBack={() => setChoice(null)} onHold={onHold} onCreated={setMadeFor} />
      ) : (
        <RecoveryStep businessName={madeFor} onDone={() => begin(choice)} />
      )}
    </VaultFrame>
  )
}

import { Activity, type ReactNode, useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import { NetworkDriveView } from '#renderer/features/backups/trouble-view.tsx'
import { isTrouble } from '#renderer/features/backups/model/words.ts'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { startHref, type Start } from '#renderer/features/connections/model/address.ts'
import { FirstRun } from '#renderer/features/vault/first-run.tsx'
import { Opening } from '#renderer/features/vault/opening.tsx'
import { UnlockScreen } from '#renderer/features/vault/unlock-screen.tsx'
import { VaultFrame } from '#renderer/features/vault/vault-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useEngineState } from '#renderer/lib/engine-state.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { EngineFailed } from './engine-failed.tsx'
import { RescueDoor, useRescueState, type RescueState } from './rescue-door.tsx'

/**
 * Lets nobody past a locked vault. Once opened, the pages stay mounted behind the gate (hidden, their effects stopped)
 * when the engine forgets the key because it was restarted, so that a half-typed form is still there after unlocking.
 * A real lock reloads the window and leaves nothing.
 */
export function LockGate({ children }: { readonly children: ReactNode }) {
  const status = useEngineQuery((ask) => ask.vault.status({}))
  const engineState = useEngineState()
  const [wasOpen, setWasOpen] = useState(false)
  const imports = useImportRequest()
  // While it is being set up the vault is open, and there is a step to go.
  const [isHeld, setHeld] = useState(false)
  const rescue = useRescueState()
  const isOpen = status.data?.state === 'unlocked' && !isHeld && rescue.mode === null
  if (isOpen && !wasOpen) setWasOpen(true)
  // The engine was restarted in the middle of it: what was made is there, and is unlocked like any other.
  if (isHeld && (status.data?.state === 'locked' || status.data?.state === 'closed')) setHeld(false)
  const isFailed = engineState === 'failed'
  return (
    <>
      {wasOpen && <Activity mode={isOpen && !isFailed ? 'visible' : 'hidden'}>{children}</Activity>}
      {isFailed ? <EngineFailed /> : <Door status={status} wasOpen={wasOpen} isHeld={isHeld} onHold={setHeld} rescue={rescue} onFiles={imports.offer} onStart={(start) => goTo(startHref(start))} />}
    </>
  )
}

interface DoorProps {
  readonly status: ReturnType<typeof useVaultStatus>
  readonly wasOpen: boolean
  readonly isHeld: boolean
  readonly onHold: (isHeld: boolean) => void
  readonly rescue: RescueState
  readonly onFiles: (files: readonly FileGrant[]) => void
  readonly onStart: (start: Start) => void
}

const useVaultStatus = () => useEngineQuery((ask) => ask.vault.status({}))

/** What stands in the way while it is not open. */
function Door({ status, wasOpen, isHeld, onHold, rescue, onFiles, onStart }: DoorProps) {
  const place = useEngineQuery((ask) => ask.rescue.status({}))
  const [knowsDrive, setKnowsDrive] = useState(false)
  if (rescue.mode !== null) return <RescueDoor mode={rescue.mode} vault={status.data} onRestore={rescue.restore} onEnd={rescue.end} onAgain={() => void status.refetch()} />
  if (place.data?.isOnNetwork === true && !knowsDrive && status.data?.state !== 'unlocked') return <VaultFrame width="wide"><NetworkDriveView onGoOn={() => setKnowsDrive(true)} /></VaultFrame>
  if (status.data === undefined) {
    if (!status.error || status.error.retryable) return <Opening />
    const { code } = status.error
    if (isTrouble(code)) return <RescueDoor mode={{ show: 'trouble', trouble: code }} vault={undefined} onRestore={rescue.restore} onEnd={rescue.end} onAgain={() => void status.refetch()} />
    return (
      <VaultFrame>
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </VaultFrame>
    )
  }
  const { state } = status.data
  if (state === 'missing' || (state === 'unlocked' && isHeld)) return <FirstRun status={status.data} onRecheck={() => void status.refetch()} onHold={onHold} onFiles={onFiles} onStart={onStart} onRestore={rescue.restore} />
  if (state === 'unlocked') return null
  return <UnlockScreen status={status.data} wasOpen={wasOpen} onRestore={rescue.restore} onTrouble={rescue.take} onRecheck={() => void status.refetch()} />
}

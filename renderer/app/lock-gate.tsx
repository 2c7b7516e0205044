import { Activity, type ReactNode, useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
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
  const isOpen = status.data?.state === 'unlocked' && !isHeld
  if (isOpen && !wasOpen) setWasOpen(true)
  // The engine was restarted in the middle of it: what was made is there, and is unlocked like any other.
  if (isHeld && (status.data?.state === 'locked' || status.data?.state === 'closed')) setHeld(false)
  const isFailed = engineState === 'failed'
  return (
    <>
      {wasOpen && <Activity mode={isOpen && !isFailed ? 'visible' : 'hidden'}>{children}</Activity>}
      {isFailed ? <EngineFailed /> : <Door status={status} wasOpen={wasOpen} isHeld={isHeld} onHold={setHeld} onFiles={imports.offer} onStart={(start) => goTo(startHref(start))} />}
    </>
  )
}

interface DoorProps {
  readonly status: ReturnType<typeof useVaultStatus>
  readonly wasOpen: boolean
  readonly isHeld: boolean
  readonly onHold: (isHeld: boolean) => void
  readonly onFiles: (files: readonly FileGrant[]) => void
  readonly onStart: (start: Start) => void
}

const useVaultStatus = () => useEngineQuery((ask) => ask.vault.status({}))

/** What stands in the way while it is not open. */
function Door({ status, wasOpen, isHeld, onHold, onFiles, onStart }: DoorProps) {
  if (status.data === undefined) {
    if (!status.error || status.error.retryable) return <Opening />
    return (
      <VaultFrame>
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </VaultFrame>
    )
  }
  const { state } = status.data
  if (state === 'missing' || (state === 'unlocked' && isHeld)) return <FirstRun status={status.data} onRecheck={() => void status.refetch()} onHold={onHold} onFiles={onFiles} onStart={onStart} />
  if (state === 'unlocked') return null
  return <UnlockScreen status={status.data} wasOpen={wasOpen} onRecheck={() => void status.refetch()} />
}

import { useState } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { DamagedView } from '#renderer/features/backups/damaged-view.tsx'
import { isTrouble, type Trouble } from '#renderer/features/backups/model/words.ts'
import { RestoreView } from '#renderer/features/backups/restore-view.tsx'
import { TroubleView } from '#renderer/features/backups/trouble-view.tsx'
import { VaultFrame } from '#renderer/features/vault/vault-frame.tsx'
import { Opening } from '#renderer/features/vault/opening.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

/** What stands before the books instead of the way in: something that keeps them closed, or other books that are to take their place. */
export type RescueMode = { readonly show: 'trouble'; readonly trouble: Trouble } | { readonly show: 'restore' }

export interface RescueState {
  readonly mode: RescueMode | null
  readonly restore: () => void
  /** Takes errors that have a screen; true where it did. */
  readonly take: (error: AppError) => boolean
  readonly end: () => void
}

/** It stays until somebody ends it, also when the books are open already: what became of them is to be read first. */
export function useRescueState(): RescueState {
  const [mode, setMode] = useState<RescueMode | null>(null)
  return {
    mode,
    restore: () => setMode({ show: 'restore' }),
    take({ code }) {
      if (!isTrouble(code)) return false
      setMode({ show: 'trouble', trouble: code })
      return true
    },
    end: () => setMode(null),
  }
}

export interface RescueDoorProps {
  readonly mode: RescueMode
  readonly vault: VaultStatus | undefined
  readonly onRestore: () => void
  readonly onEnd: () => void
  /** Asks for everything again that was not answered. */
  readonly onAgain: () => void
}

export function RescueDoor({ mode, vault, onRestore, onEnd, onAgain }: RescueDoorProps) {
  const status = useEngineQuery((ask) => ask.rescue.status({}))
  if (mode.show === 'trouble' && mode.trouble !== 'db.damaged') {
    const again = () => {
      onEnd()
      onAgain()
    }
    return <VaultFrame width="wide"><TroubleView trouble={mode.trouble} onAgain={again} onRestore={onRestore} /></VaultFrame>
  }
  if (status.data === undefined) return <Opening />
  return (
    <VaultFrame width="wide">
      {mode.show === 'restore' ? (
        <RestoreView status={status.data} hasBooks={vault !== undefined && vault.state !== 'missing' && vault.protection !== null} onBack={onEnd} onOpen={onEnd} />
      ) : (
        <DamagedView status={status.data} onFile={onRestore} onOpen={onEnd} />
      )}
    </VaultFrame>
  )
}

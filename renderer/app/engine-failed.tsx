import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { VaultFrame } from '#renderer/features/vault/vault-frame.tsx'
import { useBridge } from '#renderer/lib/services.tsx'

/** The engine does not come back by itself: said plainly, with the one thing that can help. */
export function EngineFailed() {
  const bridge = useBridge()
  return (
    <VaultFrame>
      <div role="alert">
        <EmptyState
          icon={IconPlugConnectedX}
          title="Cardkeep cannot reach your books"
          action={<Button onClick={() => void bridge.lock({})}>Try again</Button>}
        >
          The part of the app that reads them stopped several times in a row. Your books are still on this computer,
          encrypted and unchanged. Try again; if it stops again, close Cardkeep, open it anew, and report it.
        </EmptyState>
      </div>
    </VaultFrame>
  )
}

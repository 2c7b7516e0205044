import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { EngineState } from '#shared/rpc/bridge.ts'
import { EngineStateContext } from '#renderer/lib/engine-state.tsx'
import { useServices } from '#renderer/lib/services.tsx'

/**
 * Follows the engine's life. When it dies, open calls reject at once (retryable) instead of waiting for an answer that
 * never comes; when it is back, the vault's state is asked first and everything on the page again after it.
 */
export function EngineWatch({ children }: { readonly children: ReactNode }) {
  const { bridge, engine } = useServices()
  const client = useQueryClient()
  const [state, setState] = useState<EngineState>('starting')
  useEffect(
    () =>
      bridge.onEngineState((next) => {
        setState(next)
        if (next === 'restarting' || next === 'failed') engine.detach()
        if (next === 'running') void client.invalidateQueries()
      }),
    [bridge, engine, client],
  )
  return <EngineStateContext value={state}>{children}</EngineStateContext>
}

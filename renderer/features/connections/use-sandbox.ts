import { useEffect, useState } from 'react'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { connectionsContract } from '#shared/rpc/contract/connections.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'

const EVERY_MS = 2_000
const SHOWN = 30

export type SandboxMessage = OutputOf<(typeof connectionsContract)['sandboxInbox']>[number]
export type SandboxClock = OutputOf<(typeof connectionsContract)['sandboxClock']>

export interface Inbox {
  readonly messages: readonly SandboxMessage[] | null
  readonly error: AppError | null
}

/** The sandbox cannot ring: it is asked every two seconds, and only while somebody can see it. */
export function useInbox(connectionId: number): Inbox {
  const engine = useEngine()
  const [inbox, setInbox] = useState<Inbox>({ messages: null, error: null })
  useEffect(() => {
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      if (document.visibilityState === 'visible') {
        try {
          const messages = await engine.call.connections.sandboxInbox({ connectionId, limit: SHOWN }, { signal: leaving.signal })
          if (!leaving.signal.aborted) setInbox({ messages, error: null })
        } catch (error) {
          if (!leaving.signal.aborted) setInbox((now) => ({ messages: now.messages, error: toAppError(error) }))
        }
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void look(), EVERY_MS)
    }
    void look()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [engine, connectionId])
  return inbox
}

import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'

/** What a person can do about one change. Giving it up is asked first, elsewhere. */
export function useChangeActions() {
  const toasts = useToasts()
  const retry = useEngineCommand((call) => call.sync.retry)
  const dismiss = useEngineCommand((call) => call.sync.dismiss)
  return {
    retry: ({ id }: OutboxItem) => void retry.run({ outboxId: id }).catch(toasts.fail),
    dismiss: ({ id }: OutboxItem) => void dismiss.run({ outboxId: id }).catch(toasts.fail),
  }
}

/** Connections whose issuer cannot be reached now: what waits for them waits for the network. */
export function useOfflineIds(): ReadonlySet<number> {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  return new Set((status.data ?? []).filter((one) => one.state === 'offline').map((one) => one.connectionId))
}

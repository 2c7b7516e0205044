import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { OutboxItem, SyncNotice } from '#shared/rpc/contract/sync.contract.ts'
import { pairOf } from './model/pair.ts'

/** What a person can do about one change. Giving it up is asked first, elsewhere. */
export function useChangeActions() {
  const toasts = useToasts()
  const retry = useEngineCommand((call) => call.sync.retry)
  const { putAside } = usePutAside()
  return {
    retry: ({ id }: OutboxItem) => void retry.run({ outboxId: id }).catch(toasts.fail),
    dismiss: ({ id }: OutboxItem) => putAside({ outboxId: id }),
  }
}

export interface PutAside {
  /** What was read is read: a refused change goes together with the notice about it, whichever of the two was dismissed. */
  readonly putAside: (read: { readonly outboxId: number } | { readonly notice: SyncNotice }) => void
}

export function usePutAside(): PutAside {
  const toasts = useToasts()
  const notices = useEngineQuery((ask) => ask.sync.notices({}))
  const outbox = useEngineQuery((ask) => ask.sync.outbox({}))
  const dismiss = useEngineCommand((call) => call.sync.dismiss)
  const dismissNotice = useEngineCommand((call) => call.sync.dismissNotice)
  return {
    putAside: (read) => {
      const pair = pairOf(read, notices.data ?? [], outbox.data ?? [])
      if (pair.notice !== undefined) dismissNotice.run({ noticeId: pair.notice.id }).catch(toasts.fail)
      if (pair.change !== undefined) dismiss.run({ outboxId: pair.change.id }).catch(toasts.fail)
    },
  }
}

/** Connections whose issuer cannot be reached now: what waits for them waits for the network. */
export function useOfflineIds(): ReadonlySet<number> {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  return new Set((status.data ?? []).filter((one) => one.state === 'offline').map((one) => one.connectionId))
}

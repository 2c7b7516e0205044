import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

/** Its issuer cannot be reached now: what is done waits here. A letter waits for nobody. */
export function useIsOffline({ connectionId, channel }: Pick<DisputeDetail, 'connectionId' | 'channel'>): boolean {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  return channel === 'issuer' && (status.data ?? []).some((one) => one.connectionId === connectionId && one.state === 'offline')
}

import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'

/** How the issuer of a card stands; undefined for cards of statement files. */
export function useConnectionOf(card: Pick<Card, 'connectionId'>): ConnectionSync | undefined {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  return (status.data ?? []).find((one) => one.connectionId === card.connectionId)
}

import { openRequests } from '#renderer/features/requests/model/request-words.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

/** How many limit requests wait for an answer. */
export function useOpenRequestCount(): number {
  const requests = useEngineQuery((ask) => ask.requests.list({ status: 'pending' }))
  return openRequests(requests.data ?? []).length
}

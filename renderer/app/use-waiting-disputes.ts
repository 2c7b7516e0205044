import { needsYou } from '#renderer/features/disputes/model/next-words.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

const EVERY_CARD = { cardIds: null }

/** How many disputes wait for a person here: to be sent in time, answered, or put right. */
export function useWaitingDisputeCount(): number {
  const board = useEngineQuery((ask) => ask.disputes.board({ scope: EVERY_CARD }))
  const { rows = [], today = '' } = board.data ?? {}
  return rows.filter((row) => needsYou(row, today)).length
}

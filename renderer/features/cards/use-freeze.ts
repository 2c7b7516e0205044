import { cardName } from '#renderer/components/data/card-face.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'
import { doneText, verbOf } from './model/standing.ts'

export interface Freezing {
  /** Freezes or unfreezes, whichever the card lets one do; at once, with ten seconds to take it back. */
  readonly toggle: (card: Card) => void
  readonly isRunning: boolean
  /** How the card's connection stands; undefined for a card of a statement file. */
  readonly connectionOf: (card: Pick<Card, 'connectionId'>) => ConnectionSync | undefined
}

export function useFreeze(): Freezing {
  const toasts = useToasts()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const freeze = useEngineCommand((call) => call.cards.freeze)
  const unfreeze = useEngineCommand((call) => call.cards.unfreeze)
  const connectionOf: Freezing['connectionOf'] = ({ connectionId }) => (status.data ?? []).find((one) => one.connectionId === connectionId)
  const toggle = (card: Card) => {
    const verb = verbOf(card)
    if (verb === null) return
    const [run, back] = verb === 'freeze' ? [freeze.run, unfreeze.run] : [unfreeze.run, freeze.run]
    const input = { cardId: card.id }
    run(input).then(() => toasts.undo(doneText(verb, cardName(card), connectionOf(card)?.state === 'offline'), () => back(input)), toasts.fail)
  }
  return { toggle, isRunning: freeze.isRunning || unfreeze.isRunning, connectionOf }
}

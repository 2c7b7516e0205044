import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { bulkText } from './model/bulk.ts'

/** Freezes or unfreezes several: those that can be, at once, with the others named; all of it can be taken back. */
export function useBulkFreeze() {
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.cards.setFrozen)
  const run = (cards: readonly Card[], isFrozen: boolean) => {
    command.run({ cardIds: cards.map((card) => card.id), isFrozen }).then(({ changed, skipped }) => {
      const text = bulkText(isFrozen, changed.length, skipped, cards)
      if (changed.length === 0) toasts.say(text)
      else toasts.undo(text, () => command.run({ cardIds: changed, isFrozen: !isFrozen }))
    }, toasts.fail)
  }
  return { run, isRunning: command.isRunning }
}

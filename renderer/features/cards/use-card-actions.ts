import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf } from '#shared/rpc/define.ts'

type Holder = InputOf<Contract['cards']['assign']>['holder']

/** What can be done to a card here; each is done at once and can be taken back for ten seconds. */
export function useCardActions() {
  const toasts = useToasts()
  const assignCommand = useEngineCommand((call) => call.cards.assign)
  const renameCommand = useEngineCommand((call) => call.cards.rename)

  const assign = (card: Card, holder: Holder) => {
    const before: Holder = card.cardholder ? { kind: 'existing', cardholderId: card.cardholder.id } : { kind: 'none' }
    assignCommand.run({ cardId: card.id, holder }).then(
      (changed) => toasts.undo(changed.cardholder ? `Assigned to ${changed.cardholder.name}` : 'No cardholder any more', () => assignCommand.run({ cardId: card.id, holder: before })),
      toasts.fail,
    )
  }
  const rename = (card: Card, nickname: string | null) => {
    renameCommand.run({ cardId: card.id, nickname }).then(
      () => toasts.undo(nickname === null ? 'Nickname removed' : `Renamed to ${nickname}`, () => renameCommand.run({ cardId: card.id, nickname: card.nickname })),
      toasts.fail,
    )
  }
  return { assign, rename }
}

import { cardName } from '#renderer/components/data/card-face.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { cancelAct, doneText } from '../model/final-acts.ts'
import { ActSummary } from './act-summary.tsx'
import type { CardDialogProps } from './card-dialogs.tsx'

export function CancelDialog({ detail: { card }, opened, isOffline, onClose }: CardDialogProps) {
  const toasts = useToasts()
  const cancel = useEngineCommand((call) => call.cards.cancel)
  const close = () => {
    onClose()
    cancel.reset()
  }
  const confirm = () => {
    cancel.run({ cardId: card.id }).then(() => {
      close()
      toasts.say(doneText('cancel', cardName(card), isOffline))
    }, () => undefined)
  }
  return <ActSummary opened={opened} title="Cancel for good" act={cancelAct(card, isOffline)} tone="danger" isRunning={cancel.isRunning} error={cancel.error} onConfirm={confirm} onClose={close} />
}

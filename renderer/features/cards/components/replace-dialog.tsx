import { Radio } from '@mantine/core'
import { useState } from 'react'
import { cardName } from '#renderer/components/data/card-face.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { doneText, replaceAct, REPLACE_REASONS, type ReplaceReason } from '../model/final-acts.ts'
import { ActSummary } from './act-summary.tsx'
import type { CardDialogProps } from './card-dialogs.tsx'
import classes from './dialogs.module.css'

/** A new number for a card that is damaged or runs out. */
export function ReplaceDialog({ detail: { card }, opened, isOffline, onClose }: CardDialogProps) {
  const toasts = useToasts()
  const replace = useEngineCommand((call) => call.cards.replace)
  const [reason, setReason] = useState<ReplaceReason>('damaged')
  const close = () => {
    onClose()
    replace.reset()
  }
  const confirm = () => {
    replace.run({ cardId: card.id, reason }).then(() => {
      close()
      toasts.say(doneText('replace', cardName(card), isOffline))
    }, () => undefined)
  }
  return (
    <ActSummary opened={opened} title="Replace the card" act={replaceAct(card, isOffline)} tone="danger" isRunning={replace.isRunning} error={replace.error} onConfirm={confirm} onClose={close}>
      <div className={classes.choices}>
        <Radio.Group label="Why" description="Lost or stolen? Report it instead: the issuer then watches for its use." value={reason} onChange={(value) => setReason(value === 'expired' ? 'expired' : 'damaged')}>
          <div className={classes.radios}>
            {REPLACE_REASONS.map((one) => <Radio key={one.value} data-autofocus={one.value === reason || undefined} value={one.value} label={one.label} description={one.description} />)}
          </div>
        </Radio.Group>
      </div>
    </ActSummary>
  )
}

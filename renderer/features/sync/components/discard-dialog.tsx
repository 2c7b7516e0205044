import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'
import { changeTitle } from '../model/change-words.ts'
import { discardWords } from '../model/command-words.ts'

export interface DiscardDialogProps {
  /** null: closed. */
  readonly item: OutboxItem | null
  readonly onClose: () => void
}

/** Nothing that was done goes without a word: what giving it up means, and a button that says it. */
export function DiscardDialog({ item, onClose }: DiscardDialogProps) {
  const formats = useFormats()
  const discard = useEngineCommand((call) => call.sync.discard)
  // It keeps its words while it fades, and stays on the page so that the focus goes back to where it was.
  const [shown, setShown] = useState(item)
  if (item !== null && item !== shown) setShown(item)
  const words = shown && discardWords(shown)
  const close = () => {
    discard.reset()
    onClose()
  }
  const confirm = () => {
    if (shown === null) return
    // What it failed at is shown under the question.
    discard.run({ outboxId: shown.id }).then(close, () => undefined)
  }
  return (
    <ConfirmSummary
      opened={item !== null}
      title={words?.title ?? ''}
      tone="danger"
      confirmLabel={words?.confirm ?? ''}
      lines={shown === null ? [] : [{ label: 'Change', value: changeTitle(shown, formats) }, { label: 'Made', value: formats.instant(shown.createdAt) }]}
      isRunning={discard.isRunning}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{words?.meaning}</p>
      {discard.error && <ErrorState size="inline" error={discard.error} />}
    </ConfirmSummary>
  )
}

import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'
import { changeTitle, discardWords } from '../model/change-words.ts'

/** Nothing that was done goes without a word: what giving it up means, and a button that says it. */
export function DiscardDialog({ item, onClose }: { readonly item: OutboxItem | null; readonly onClose: () => void }) {
  return item && <Question key={item.id} item={item} onClose={onClose} />
}

function Question({ item, onClose }: { readonly item: OutboxItem; readonly onClose: () => void }) {
  const formats = useFormats()
  const discard = useEngineCommand((call) => call.sync.discard)
  const words = discardWords(item)
  const confirm = () => {
    // What it failed at is shown under the question.
    discard.run({ outboxId: item.id }).then(onClose, () => undefined)
  }
  return (
    <ConfirmSummary
      opened
      title={words.title}
      tone="danger"
      confirmLabel={words.confirm}
      lines={[{ label: 'Change', value: changeTitle(item) }, { label: 'Made', value: formats.instant(item.createdAt) }]}
      isRunning={discard.isRunning}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{words.meaning}</p>
      {discard.error && <ErrorState size="inline" error={discard.error} />}
    </ConfirmSummary>
  )
}

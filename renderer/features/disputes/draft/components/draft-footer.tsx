import { Button } from '@mantine/core'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref, PATHS } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { openText, type MissingItem } from '../model/missing.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import classes from './draft-head.module.css'

export interface DraftFooterProps {
  readonly detail: DisputeDetail
  readonly edit: DraftEdit
  /** Who gets it. */
  readonly to: string
  readonly open: readonly MissingItem[]
  /** The issuer takes it no more. */
  readonly isLate: boolean
  readonly onSend: () => void
}

/** Always in sight: that it is kept, what is missing, and the way on. */
export function DraftFooter({ detail, edit, to, open, isLate, onSend }: DraftFooterProps) {
  const toasts = useToasts()
  const discard = useEngineCommand((call) => call.disputes.discard)
  const restore = useEngineCommand((call) => call.disputes.restore)
  const of = { disputeId: detail.id }
  const leave = () => {
    discard.run(of).then(() => {
      goTo(PATHS.disputes)
      toasts.undo(`The draft about ${detail.charge.merchant} is discarded`, async () => {
        await restore.run(of)
        goTo(itemHref('dispute', detail.id))
      })
    }, toasts.fail)
  }
  return (
    <div className={classes.footer}>
      <span className={classes.state} data-failed={edit.state === 'failed' || undefined} aria-live="polite">
        {keptText(edit)} · {openText(open)}
      </span>
      {detail.can.discard && <Button variant="subtle" color="gray" loading={discard.isRunning} onClick={leave}>Discard</Button>}
      {detail.channel === 'letter' || isLate ? (
        <Button variant="default" onClick={onSend}>{isLate ? 'What can still be done' : 'Check the letter'}</Button>
      ) : (
        <Button onClick={onSend}>{open.length > 0 ? 'Check and send…' : `Send to ${to}…`}</Button>
      )}
    </div>
  )
}

function keptText({ state, error }: DraftEdit): string {
  if (state === 'keeping') return 'Keeping…'
  if (error === null) return 'Draft, kept here'
  return `Not kept: ${fieldProblem(error)?.text ?? errorText(error).title}`
}

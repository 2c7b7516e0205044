import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { useDisputeWords } from '../../use-dispute-words.ts'
import { withdrawLabel, withdrawLines } from '../model/withdraw-lines.ts'
import { useIsOffline } from '../use-is-offline.ts'

export interface CaseDialogProps {
  readonly detail: DisputeDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** It ends the dispute for good: exactly what that means, first. */
export function WithdrawDialog({ detail, opened, onClose }: CaseDialogProps) {
  const toasts = useToasts()
  const { money } = useDisputeWords()
  const isOffline = useIsOffline(detail)
  const withdraw = useEngineCommand((call) => call.disputes.withdraw)
  const close = () => {
    withdraw.reset()
    onClose()
  }
  const confirm = () => {
    withdraw.run({ disputeId: detail.id }).then(() => {
      close()
      toasts.say(isOffline ? 'Withdrawn here. It is sent as soon as the issuer can be reached.' : 'Withdrawn')
    }, () => undefined)
  }
  return (
    <ConfirmSummary opened={opened} title="Withdraw this dispute" lines={withdrawLines(detail, { money, isOffline })} confirmLabel={withdrawLabel(detail, money)} tone="danger" isRunning={withdraw.isRunning} onConfirm={confirm} onClose={close}>
      {withdraw.error && <ErrorState size="inline" error={withdraw.error} />}
    </ConfirmSummary>
  )
}

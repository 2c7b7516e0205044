import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { SendFacts } from '../use-send-facts.ts'
import classes from './check.module.css'

export interface SendDialogProps {
  readonly detail: DisputeDetail
  readonly facts: SendFacts
  readonly opened: boolean
  readonly onClose: () => void
}

/** It goes out once: exactly what, to whom, and when where there is no network now. */
export function SendDialog({ detail, facts, opened, onClose }: SendDialogProps) {
  const formats = useFormats()
  const toasts = useToasts()
  const submit = useEngineCommand((call) => call.disputes.submit)
  const close = () => {
    submit.reset()
    onClose()
  }
  const confirm = () => {
    submit.run({ disputeId: detail.id }).then(() => {
      onClose()
      toasts.say(facts.isOffline ? 'Ready. It is sent as soon as the issuer can be reached.' : 'On its way to the issuer')
    }, () => undefined)
  }
  const lines = [
    { label: 'To', value: facts.to },
    ...facts.lines.filter(({ key }) => key !== 'explanation').map(({ label, value }) => ({ label, value })),
    ...(detail.sendBy === null ? [] : [{ label: 'Last day', value: formats.dateLong(detail.sendBy) }]),
    { label: 'Can be changed afterwards', value: 'No. It can be withdrawn.' },
  ]
  return (
    <ConfirmSummary opened={opened} title="Send this dispute" lines={lines} confirmLabel={`Dispute ${formats.money(detail.amount)}`} isRunning={submit.isRunning} onConfirm={confirm} onClose={close}>
      <p className={classes.dialogNote}>
        {facts.isOffline ? 'The issuer cannot be reached now. It waits here and goes out by itself; go online before the last day.' : 'Keep paying what is not disputed.'}
      </p>
      {submit.error && <ErrorState size="inline" error={submit.error} />}
    </ConfirmSummary>
  )
}

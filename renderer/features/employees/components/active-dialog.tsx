import { Button, Modal } from '@mantine/core'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { deactivateButton, deactivatedText, firstName, openLines } from '../model/deactivation.ts'
import classes from '../employees.module.css'

export interface ActiveDialogProps {
  readonly detail: CardholderDetail
  readonly asked: 'deactivate' | 'reactivate' | null
  readonly onClose: () => void
}

/** Whether somebody may use their cards at all; what is open is said before, and the button says what it does. */
export function ActiveDialog({ detail: { person, open }, asked, onClose }: ActiveDialogProps) {
  const formats = useFormats()
  const toasts = useToasts()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const deactivate = useEngineCommand((call) => call.employees.deactivate)
  const reactivate = useEngineCommand((call) => call.employees.reactivate)
  const isOffline = (status.data ?? []).some((one) => person.connectionIds.includes(one.connectionId) && one.state === 'offline')
  const first = firstName(person.name)
  const end = (run: Promise<unknown>, said: string) => {
    run.then(() => {
      onClose()
      toasts.say(said)
    }, () => undefined)
  }
  const money = (totals: typeof open.pendingTotals) => totals.map((total) => formats.money(total)).join(' and ')
  return (
    <>
      <ConfirmSummary
        opened={asked === 'deactivate'}
        title={`Deactivate ${person.name}`}
        lines={openLines(open, money)}
        confirmLabel={deactivateButton(person.name, open)}
        tone="danger"
        isRunning={deactivate.isRunning}
        onConfirm={() => end(deactivate.run({ cardholderId: person.id }), deactivatedText(person.name, isOffline))}
        onClose={onClose}
      >
        <p className={classes.meaning}>
          Nothing more can be charged to {first}’s cards. Charges, receipts and reports stay. You can activate {first} again later; the cards stay frozen until somebody unfreezes them.
          {isOffline && ' You are offline: the issuer learns of it as soon as it can be reached.'}
        </p>
        {deactivate.error && <ErrorState size="inline" error={deactivate.error} />}
      </ConfirmSummary>
      <Modal opened={asked === 'reactivate'} onClose={onClose} title={`Activate ${person.name} again`}>
        <p className={classes.meaning}>
          {first} becomes an active cardholder again. The cards stay frozen: unfreeze each one that {first} shall use on its own page.
          {isOffline && ' You are offline: the issuer learns of it as soon as it can be reached.'}
        </p>
        {reactivate.error && <ErrorState size="inline" error={reactivate.error} />}
        <div className={classes.dialogActions}>
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button data-autofocus loading={reactivate.isRunning} onClick={() => end(reactivate.run({ cardholderId: person.id }), `${person.name} is active again. The cards are still frozen.`)}>Activate {first}</Button>
        </div>
      </Modal>
    </>
  )
}

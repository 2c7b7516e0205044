import { Button, Modal, SegmentedControl } from '@mantine/core'
import type { FormEvent } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { isHeldUp, orderLabel, type OrderPlace } from '../model/order-entry.ts'
import { useOrder } from '../use-order.ts'
import { CardNameField, VirtualFields } from './order-fields.tsx'
import { OrderTargets } from './order-targets.tsx'
import classes from './dialogs.module.css'

export interface OrderDialogProps {
  readonly opened: boolean
  readonly places: readonly OrderPlace[]
  readonly onClose: () => void
}

/** A new card for somebody: a physical one by post, or a virtual one that works at once. */
export function OrderDialog({ opened, places, onClose }: OrderDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New card" size={520}>
      <Form places={places} onClose={onClose} />
    </Modal>
  )
}

function Form({ places, onClose }: Omit<OrderDialogProps, 'opened'>) {
  const order = useOrder(places, onClose)
  const { entry, change } = order
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    order.submit()
    const form = event.currentTarget
    // What is wrong shows with the next drawing; the first of it takes the focus.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <SegmentedControl fullWidth aria-label="Kind of card" data={KINDS} value={entry.form} onChange={(value) => change({ form: value === 'virtual' ? 'virtual' : 'physical' })} />
      <OrderTargets order={order} places={places} />
      <CardNameField entry={entry} onChange={change} />
      {entry.form === 'virtual' && <VirtualFields entry={entry} place={order.place} problems={order.problems} onChange={change} />}
      {entry.form === 'physical' && <p className={classes.dialogNote}>It is sent by post, and activated with its last digits when it arrives. Limits can be set before.</p>}
      {order.error && <ErrorState size="inline" error={order.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={order.isRunning} disabled={order.wasTried && isHeldUp(entry)}>{orderLabel(entry)}</Button>
      </div>
    </form>
  )
}

const KINDS = [
  { value: 'physical', label: 'Physical' },
  { value: 'virtual', label: 'Virtual' },
]

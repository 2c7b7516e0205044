import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './forms.module.css'

export interface ConfirmSummaryProps {
  readonly opened: boolean
  readonly title: string
  /** What exactly will happen, line by line. */
  readonly lines: readonly { readonly label: string; readonly value: ReactNode }[]
  readonly children?: ReactNode
  /** Says what it does: "Import 412 charges". */
  readonly confirmLabel: string
  readonly tone?: 'accent' | 'danger'
  readonly isRunning?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Only where money moves, a card dies or something is sent: exactly what will happen, and a button that says it. */
export function ConfirmSummary({ opened, title, lines, children, confirmLabel, tone = 'accent', isRunning = false, onConfirm, onClose }: ConfirmSummaryProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <dl className={classes.summary}>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      {children}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose} data-autofocus={tone === 'danger' || undefined}>Cancel</Button>
        <Button {...(tone === 'danger' ? { color: 'red' } : {})} loading={isRunning} onClick={onConfirm} data-autofocus={tone === 'accent' || undefined}>{confirmLabel}</Button>
      </div>
    </Modal>
  )
}

import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import type { ReactNode } from 'react'
import type { FinalAct } from '../model/final-acts.ts'
import classes from './dialogs.module.css'

export interface ActSummaryProps {
  readonly opened: boolean
  readonly title: string
  readonly act: FinalAct
  readonly tone?: 'accent' | 'danger'
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** Choices that change what will happen, under the summary of it. */
  readonly children?: ReactNode
}

/** An act that ends or changes a card, with exactly what it does. */
export function ActSummary({ opened, title, act, tone = 'accent', isRunning, error, onConfirm, onClose, children }: ActSummaryProps) {
  return (
    <ConfirmSummary opened={opened} title={title} lines={act.lines} confirmLabel={act.confirm} tone={tone} isRunning={isRunning} onConfirm={onConfirm} onClose={onClose}>
      {children}
      {act.advice !== null && <p className={classes.dialogNote}>{act.advice}</p>}
      {error && <ErrorState size="inline" error={error} />}
    </ConfirmSummary>
  )
}

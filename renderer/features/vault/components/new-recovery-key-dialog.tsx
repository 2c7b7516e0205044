import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import type { Making } from '../use-recovery-key.ts'
import { RecoveryKeyFlow } from './recovery-key-flow.tsx'

export interface NewRecoveryKeyDialogProps {
  readonly making: Making
  readonly businessName: string
  /** There is one in force already, which this one replaces. */
  readonly isReplacement: boolean
}

/** Opens once a key is made, and closes when it was proved to have been kept, or was given up. */
export function NewRecoveryKeyDialog({ making: { made, error, drop }, businessName, isReplacement }: NewRecoveryKeyDialogProps) {
  const toasts = useToasts()
  useEffect(() => {
    if (error) toasts.fail(error)
  }, [error, toasts])
  const done = () => {
    drop()
    toasts.say(isReplacement ? 'The new recovery key is in force, the one before it is not' : 'The recovery key is in force')
  }
  return (
    <Modal opened={made !== null} onClose={drop} title="Keep the recovery key" size="lg" closeOnClickOutside={false}>
      {made !== null && <RecoveryKeyFlow made={made} businessName={businessName} doneLabel="Use this key" onDone={done} />}
    </Modal>
  )
}

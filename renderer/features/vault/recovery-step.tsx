import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { RecoveryKeyFlow } from './components/recovery-key-flow.tsx'
import { useNewRecoveryKey } from './use-recovery-key.ts'
import classes from './vault.module.css'

export interface RecoveryStepProps {
  readonly businessName: string
  readonly onDone: () => void
}

/** The last step of the setting up: the one way in for whoever forgets the passphrase, on paper. */
export function RecoveryStep({ businessName, onDone }: RecoveryStepProps) {
  const { made, error, make } = useNewRecoveryKey()
  const isAsked = useRef(false)
  useEffect(() => {
    // Each call makes another key: one is enough, however often the page is drawn.
    if (isAsked.current) return
    isAsked.current = true
    make()
  }, [make])
  const later = <Button variant="subtle" color="gray" onClick={onDone}>Later, in the settings</Button>
  return (
    <div className={classes.protect}>
      <h1 className={classes.title}>Keep the recovery key</h1>
      {error && (
        <>
          <ErrorState size="inline" error={error} onRetry={make} />
          {later}
        </>
      )}
      {!error && made === null && <Skeleton />}
      {made !== null && <RecoveryKeyFlow made={made} businessName={businessName} doneLabel="Open the books" instead={later} onDone={onDone} />}
    </div>
  )
}

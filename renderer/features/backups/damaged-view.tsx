import { Button } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import type { Restored, RescueStatus, Salvaged } from '#shared/rpc/contract/rescue.contract.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { CopyList } from './components/copy-list.tsx'
import { RescueHead } from './components/rescue-head.tsx'
import { RestoredResult, SalvagedResult } from './components/results.tsx'
import { useStep } from './use-step.ts'
import classes from './components/rescue.module.css'

export interface DamagedViewProps {
  readonly status: RescueStatus
  /** The person wants a backup file instead. */
  readonly onFile: () => void
  readonly onOpen: () => void
}

type Outcome = { readonly salvaged: Salvaged } | { readonly restored: Restored }

/** The books do not read as they should: what can be done, and that nothing is deleted by any of it. */
export function DamagedView({ status, onFile, onOpen }: DamagedViewProps) {
  const formats = useFormats()
  const step = useStep()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  if (outcome !== null) return 'salvaged' in outcome ? <SalvagedResult result={outcome.salvaged} onOpen={onOpen} /> : <RestoredResult result={outcome.restored} onOpen={onOpen} />
  const [newest] = status.copies
  return (
    <div className={classes.view}>
      <RescueHead title="The books do not read as they should" lines={['A part of their file was damaged, by the disk or by something that wrote to it. They were closed before anything could be made worse. Whatever you choose here, the damaged file stays on this computer.']} />
      {step.error && <ErrorState size="inline" error={step.error} />}
      <section className={classes.way}>
        <h2>Rescue what can be read</h2>
        <p>{`Everything that reads goes into new books${newest ? `, and what does not comes from the copy of ${formats.instant(newest.madeAt)}` : ''}. What your issuers keep is fetched again.`}</p>
        <Button loading={step.isRunning} onClick={() => step.run((call) => call.rescue.salvage({}), (salvaged) => setOutcome({ salvaged }))}>Rescue</Button>
      </section>
      {newest && (
        <section className={classes.way}>
          <h2>Go back to an earlier copy</h2>
          <p>The books as they were then. What was done here since is not in them.</p>
          <CopyList copies={status.copies} isBusy={step.isRunning} onOpen={(copy) => step.run((call) => call.rescue.fromCopy({ copy: copy.id }), (restored) => setOutcome({ restored }))} />
        </section>
      )}
      <section className={classes.way}>
        <h2>Use a backup file</h2>
        <p>One that you wrote yourself and kept elsewhere.</p>
        <Button variant="default" disabled={step.isRunning} onClick={onFile}>Choose a backup</Button>
      </section>
    </div>
  )
}

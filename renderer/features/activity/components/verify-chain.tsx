import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { ChainCheck } from '../use-chain-check.ts'
import { useAuditExport } from '../use-audit-export.ts'
import classes from './activity.module.css'

/** Walks the whole chain of hashes and says what it found. */
export function VerifyChain({ check, onVerify }: { readonly check: ChainCheck; readonly onVerify: () => void }) {
  useShortcut('v', 'Verify the audit trail', onVerify)
  const { run, isRunning } = useAuditExport()
  const outcome = check.state !== 'done' ? 'none' : check.brokenAt === null ? 'whole' : 'broken'
  return (
    <>
      {check.state === 'failed' && <ErrorState size="inline" error={check.error} onRetry={onVerify} />}
      <div className={classes.verify} data-outcome={outcome} role="status">
        {ICONS[outcome]}
        <p className={classes.text}><ChainText check={check} /></p>
        <Button size="xs" variant="default" loading={check.state === 'running'} onClick={onVerify}>{outcome === 'none' ? 'Verify' : 'Verify again'}</Button>
        <Button size="xs" variant="default" loading={isRunning} onClick={() => void run('csv')}>Save as CSV</Button>
        <Button size="xs" variant="default" loading={isRunning} onClick={() => void run('jsonl')}>Save as JSON lines</Button>
      </div>
    </>
  )
}

const ICONS: Readonly<Record<'none' | 'whole' | 'broken', ReactNode>> = {
  none: <IconShieldCheck size={18} stroke={1.6} aria-hidden />,
  whole: <IconCircleCheck size={18} stroke={1.6} aria-hidden />,
  broken: <IconAlertTriangle size={18} stroke={1.6} aria-hidden />,
}

function ChainText({ check }: { readonly check: ChainCheck }) {
  const formats = useFormats()
  if (check.state !== 'done') return 'Each entry is sealed together with the one before it. Verify walks them all and finds any that was changed or taken out.'
  const { entries, brokenAt, at } = check
  if (brokenAt === null) return <><strong>Nothing was altered.</strong> {plural(entries, 'entry fits', 'entries fit', formats.count(entries))} together without a gap. Checked <Ago at={at} />; every unlocking checks.</>
  return (
    <>
      <strong>Entry {formats.count(brokenAt)} does not fit.</strong> {entries === 0 ? 'It' : `${plural(entries, 'entry', 'entries', formats.count(entries))} before it ${entries === 1 ? 'is' : 'are'} whole; it`}, or what stood right before it, was changed outside Cardkeep. Do not rely on what follows, and compare with a backup.
    </>
  )
}

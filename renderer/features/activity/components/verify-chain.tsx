import { Button } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useAsk } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import classes from './activity.module.css'

type Check = { readonly state: 'rest' | 'running' } | { readonly state: 'done'; readonly entries: number; readonly brokenAt: number | null; readonly at: number } | { readonly state: 'failed'; readonly error: AppError }

/** Walks the whole chain of hashes and says what it found. */
export function VerifyChain() {
  const ask = useAsk()
  const formats = useFormats()
  const [check, setCheck] = useState<Check>({ state: 'rest' })
  const verify = async () => {
    setCheck({ state: 'running' })
    try {
      setCheck({ state: 'done', ...(await ask.audit.verify({}).queryFn()), at: Date.now() })
    } catch (error) {
      setCheck({ state: 'failed', error: toAppError(error) })
    }
  }
  useShortcut('v', 'Verify the audit trail', () => void verify())
  return (
    <>
      {check.state === 'failed' && <ErrorState size="inline" error={check.error} onRetry={() => void verify()} />}
      <div className={classes.verify} data-broken={(check.state === 'done' && check.brokenAt !== null) || undefined} data-whole={(check.state === 'done' && check.brokenAt === null) || undefined} role="status">
        {check.state === 'done' && check.brokenAt !== null ? <IconAlertTriangle size={18} stroke={1.6} aria-hidden /> : <IconShieldCheck size={18} stroke={1.6} aria-hidden />}
        <span className={classes.text}>
          {check.state !== 'done' && 'Each entry carries the hash of the one before it: a change to any of them breaks the chain.'}
          {check.state === 'done' && check.brokenAt === null && `Whole: ${plural(check.entries, 'entry follows', 'entries follow', formats.count(check.entries))} from one another. Checked ${formats.instant(check.at)}.`}
          {check.state === 'done' && check.brokenAt !== null && `Broken at entry ${formats.count(check.brokenAt)}: it, or what stood before it, was altered outside Cardkeep.`}
        </span>
        <Button size="xs" variant="default" loading={check.state === 'running'} onClick={() => void verify()}>Verify</Button>
      </div>
    </>
  )
}

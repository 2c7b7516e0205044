import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { tabHref } from '../model/tabs.ts'
import classes from './activity.module.css'

/** Over every page, and not to be dismissed: the check after unlocking found that the audit trail was changed outside Cardkeep. */
export function ChainNotice() {
  const check = useEngineQuery((ask) => ask.audit.lastCheck({}))
  const formats = useFormats()
  const brokenAt = check.data?.brokenAt ?? null
  if (brokenAt === null) return null
  return (
    <div className={classes.alarm} role="alert">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <span><strong>The audit trail was changed outside Cardkeep.</strong> Entry {formats.count(brokenAt)} does not fit what stands before it. Somebody had these books open with another program.</span>
      <Button component={Link} href={tabHref('audit')} size="compact-sm" variant="default">Show the audit trail</Button>
    </div>
  )
}

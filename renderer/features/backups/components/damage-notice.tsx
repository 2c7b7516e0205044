import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import classes from './rescue.module.css'

/** Over every page, and not to be dismissed: the check found damage, and each change from now on may be lost with it. */
export function DamageNotice() {
  const bridge = useBridge()
  const status = useEngineQuery((ask) => ask.backups.status({}))
  if (status.data?.check?.isSound !== false) return null
  return (
    <div className={classes.alarm} role="alert">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <span><strong>A part of the books does not read as it should.</strong> Lock now: unlocking then offers to rescue everything that reads. Nothing is deleted.</span>
      <Button size="compact-sm" variant="default" onClick={() => void bridge.lock({})}>Lock and rescue</Button>
    </div>
  )
}

import { Button, Progress } from '@mantine/core'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { TaskProgress as Step } from '#shared/rpc/define.ts'
import classes from './task-progress.module.css'

export interface TaskProgressProps {
  readonly progress: Step | null
  /** Said until the first step arrives. */
  readonly label: string
  readonly onCancel?: () => void
  /** `count` (default): "16,329 of 300,000". `share`: "66%", where what is counted (bytes) means nothing to a person. */
  readonly figure?: 'count' | 'share'
}

/** Long work in plain sight: what is going on, how far it is, and a way to stop it. */
export function TaskProgress({ progress, label, onCancel, figure = 'count' }: TaskProgressProps) {
  const formats = useFormats()
  const share = shareOf(progress)
  return (
    <div className={classes.task}>
      <div className={classes.line}>
        <span className={classes.label} aria-live="polite">{progress?.label || label}</span>
        {progress && share !== null && <span className={`ck-figure ${classes.count}`}>{figure === 'share' ? formats.percent(share) : `${formats.count(progress.done)} of ${formats.count(progress.total ?? 0)}`}</span>}
        {onCancel && <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>Cancel</Button>}
      </div>
      <Progress value={share === null ? 100 : share * 100} animated={share === null} striped={share === null} size={4} transitionDuration={120} aria-label={progress?.label || label} />
    </div>
  )
}

/** How much of it is done, 0 to 1; null while that is not known. */
function shareOf(progress: Step | null): number | null {
  const total = progress?.total ?? 0
  return progress && total > 0 ? Math.min(1, progress.done / total) : null
}

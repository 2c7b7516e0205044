import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import classes from './overview.module.css'

/** While an issuer's years come in for the first time, the figures below are of what is there so far: that is said. */
export function FirstFetch() {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const first = (status.data ?? []).find(({ state, asOf }) => state === 'syncing' && asOf === null)
  if (first === undefined) return null
  return (
    <div className={classes.firstFetch} role="status">
      <TaskProgress label={`Fetching from ${first.name}. The figures are of what is here so far.`} progress={first.progress === null ? null : { ...first.progress, label: '' }} />
    </div>
  )
}

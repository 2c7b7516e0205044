import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import { changeGroup, changeState, changeTitle } from '../model/change-words.ts'
import { useChangeActions } from '../use-changes.ts'
import { ChangeIcon } from './change-icon.tsx'
import classes from './pill.module.css'

const MOST = 3

export interface PendingChangesProps {
  readonly connectionId: number
  readonly isOffline: boolean
  readonly onLeave: () => void
}

/** The first of what waits or needs a person; the rest on the Activity page. */
export function PendingChanges({ connectionId, isOffline, onLeave }: PendingChangesProps) {
  const outbox = useEngineQuery((ask) => ask.sync.outbox({}))
  const { retry } = useChangeActions()
  const formats = useFormats()
  const open = (outbox.data ?? []).filter((item) => item.connectionId === connectionId && changeGroup(item) !== 'settled').toSorted((a, b) => Number(changeGroup(b) === 'needs-you') - Number(changeGroup(a) === 'needs-you'))
  if (open.length === 0) return null
  const hidden = open.length - MOST
  return (
    <div className={classes.changes}>
      <ul>
        {open.slice(0, MOST).map((item) => (
          <li key={item.id}>
            <ChangeIcon group={changeGroup(item)} />
            <span className={classes.change}>
              <span className={classes.changeTitle}>{changeTitle(item, formats)}</span>
              <span className={classes.faint}>{changeState(item, isOffline)}</span>
            </span>
            {item.actions.includes('retry') && changeGroup(item) === 'needs-you' && <Button size="compact-xs" variant="subtle" onClick={() => retry(item)}>Try again</Button>}
          </li>
        ))}
      </ul>
      <Link href={`${PATHS.activity}?tab=changes`} className={classes.link} onClick={onLeave}>{hidden > 0 ? `${hidden} more on the Activity page` : 'See them on the Activity page'}</Link>
    </div>
  )
}

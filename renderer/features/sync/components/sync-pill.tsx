import { Popover } from '@mantine/core'
import { useId, useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import { useNudge } from '../use-nudge.ts'
import { pillOf, withoutRuns, type Pill } from '../model/pill.ts'
import { ConnectionStatus } from './connection-status.tsx'
import { StateIcon } from './state-icon.tsx'
import classes from './pill.module.css'

/** A run that ends sooner is not worth a change of the words. */
const RUN_SHOWS_AFTER_MS = 600

/** Always in sight where an issuer is connected: how far the books are in step. A click says more, and what to do. */
export function SyncPill() {
  const formats = useFormats()
  const titleId = useId()
  const [opened, setOpened] = useState(false)
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const connections = status.data ?? []
  useNudge(connections.length > 0)
  const isLong = useDelayed(connections.some((one) => one.state === 'syncing'), RUN_SHOWS_AFTER_MS)
  const pill = pillOf(isLong ? connections : withoutRuns(connections), formats.count)
  if (pill === null) return null
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.pill} data-kind={pill.kind} onClick={() => setOpened((now) => !now)}>
          <StateIcon kind={pill.kind} />
          <PillText pill={pill} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-labelledby={titleId} onKeyDown={keepEscape}>
        <span id={titleId} className="ck-hidden">Sync</span>
        {connections.map((connection) => <ConnectionStatus key={connection.connectionId} connection={connection} onLeave={() => setOpened(false)} />)}
      </Popover.Dropdown>
    </Popover>
  )
}

function PillText({ pill: { text, time, extra } }: { readonly pill: Pill }) {
  return (
    <span className={classes.text}>
      {text}
      {time && <span className={classes.more}>{time.as === 'clock' ? ' · as of ' : ' · '}<Ago at={time.at} as={time.as} /></span>}
      {extra !== null && <span className={classes.more}> · {extra}</span>}
    </span>
  )
}

import { Button, Progress } from '@mantine/core'
import { Link } from 'wouter'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { itemHref } from '#renderer/lib/links.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'
import { connectionMeaning, connectionStateText, connectionVerb } from '../model/connection-words.ts'
import { syncingText } from '../model/pill.ts'
import { PendingChanges } from './pending-changes.tsx'
import { kindOfState, StateIcon } from './state-icon.tsx'
import classes from './pill.module.css'

export interface ConnectionStatusProps {
  readonly connection: ConnectionSync
  /** A link leads away from here. */
  readonly onLeave: () => void
}

/** One connection: how it stands, since when, what went wrong, what waits, and the one thing to do. */
export function ConnectionStatus({ connection, onLeave }: ConnectionStatusProps) {
  const { connectionId, name, state, asOf } = connection
  const meaning = connectionMeaning(connection)
  return (
    <section className={classes.connection} aria-label={name}>
      <header className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        <span className={classes.state} data-kind={kindOfState(state)}>
          <StateIcon kind={kindOfState(state)} /> {connectionStateText(state)}
        </span>
      </header>
      {asOf !== null && <p className={classes.faint}>{state === 'up-to-date' ? 'Last in step ' : 'As of '}<Ago at={asOf} as={state === 'up-to-date' ? 'ago' : 'clock'} /></p>}
      {state === 'syncing' && <RunProgress connection={connection} />}
      <Trouble connection={connection} />
      {meaning !== null && <p className={classes.faint}>{meaning}</p>}
      <PendingChanges connectionId={connectionId} isOffline={state === 'offline'} onLeave={onLeave} />
      <Verb connection={connection} onLeave={onLeave} />
    </section>
  )
}

function RunProgress({ connection }: { readonly connection: ConnectionSync }) {
  const formats = useFormats()
  const { progress } = connection
  const share = progress === null || progress.total === null || progress.total === 0 ? null : Math.min(1, progress.done / progress.total)
  const text = syncingText([connection], formats.count)
  return (
    <div className={classes.progress}>
      <span className="ck-figure">{text}</span>
      <Progress value={share === null ? 100 : share * 100} animated={share === null} striped={share === null} size={4} transitionDuration={120} aria-label="Syncing" />
    </div>
  )
}

function Trouble({ connection: { state, error, nextAt } }: { readonly connection: ConnectionSync }) {
  const words = error === null || state === 'syncing' ? null : keptErrorText(error)
  const isTried = nextAt !== null && (state === 'offline' || state === 'failed')
  if (words === null && !isTried) return null
  return (
    <div className={classes.trouble}>
      {words && <p><strong>{words.title}.</strong> {words.meaning} {state === 'failed' && words.action}</p>}
      {isTried && <p className={classes.faint}>Next try by itself <Ago at={nextAt} as="next" /></p>}
    </div>
  )
}

function Verb({ connection: { connectionId, state }, onLeave }: ConnectionStatusProps) {
  const toasts = useToasts()
  const engine = useEngine()
  const run = useEngineTask((call) => call.sync.now)
  const verb = connectionVerb(state)
  const isStarting = run.state.status === 'running' && verb === 'sync'
  const cancel = () => {
    run.cancel()
    engine.call.sync.cancel({ connectionId }).catch(toasts.fail)
  }
  return (
    <div className={classes.actions}>
      <span className={classes.faint} role="status">{run.state.status === 'failed' && verb === 'sync' ? 'Tried just now, without success.' : ''}</span>
      {verb === 'sign-in' && <Button component={Link} href={itemHref('connections', connectionId)} size="xs" onClick={onLeave}>Sign in</Button>}
      {verb === 'cancel' && <Button size="xs" variant="default" onClick={cancel}>Cancel</Button>}
      {verb === 'sync' && <Button size="xs" variant="default" loading={isStarting} onClick={() => void run.start({ connectionId })}>Sync now</Button>}
    </div>
  )
}

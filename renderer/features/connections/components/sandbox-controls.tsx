import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { useAsked } from '../use-asked.ts'
import classes from './sandbox.module.css'

const ACTS = [
  { do: 'make-charge', label: 'Make a charge', done: 'Somebody just paid with a card' },
  { do: 'pass-a-limit', label: 'Pass a limit', done: 'Somebody tried to pay more than their limit has left, and was declined' },
  { do: 'ask-for-more', label: 'Ask for more', done: 'Somebody asked for a higher limit' },
  { do: 'next-day', label: 'Next day', done: 'A day went by' },
  { do: 'close-statement', label: 'Close the statement', done: 'The statement closed' },
] as const

/** Time and network of the made-up issuer, kept small: they are for trying things out. */
export function SandboxControls({ connectionId }: { readonly connectionId: number }) {
  const power = useEngineQuery((ask) => ask.connections.sandboxState({}))
  const isOn = power.data?.power === 'running'
  return (
    <section className={classes.controls} aria-label="Sandbox controls">
      {isOn ? <Clock connectionId={connectionId} /> : power.data && <p className={classes.about}>{power.data.power === 'preparing' ? 'It is being prepared.' : 'Switched off, as if the network were gone.'}</p>}
      <Power isOn={isOn} isKnown={power.data !== undefined && power.data.power !== 'preparing'} onChanged={() => void power.refetch()} />
    </section>
  )
}

function Clock({ connectionId }: { readonly connectionId: number }) {
  const engine = useEngine()
  const toasts = useToasts()
  const formats = useFormats()
  const clock = useAsked((call) => call.connections.sandboxClock, { connectionId })
  const [doing, setDoing] = useState<string | null>(null)
  const act = async (what: (typeof ACTS)[number]) => {
    setDoing(what.do)
    try {
      clock.set(await engine.call.connections.sandboxAct({ connectionId, do: what.do }))
      toasts.say(what.done)
    } catch (error) {
      toasts.fail(toAppError(error))
    } finally {
      setDoing(null)
    }
  }
  const close = clock.data?.nextCloses[0]
  return (
    <>
      {clock.data && <p className={classes.clock}>The issuer’s day: <strong>{formats.dateLong(clock.data.businessDate)}</strong>{close ? `. Next statement closes ${formats.date(close.nextCloseOn)}.` : ''}</p>}
      <div className={classes.acts}>
        {ACTS.map((what) => (
          <Button key={what.do} size="compact-sm" variant="default" loading={doing === what.do} disabled={doing !== null && doing !== what.do} onClick={() => void act(what)}>{what.label}</Button>
        ))}
      </div>
    </>
  )
}

function Power({ isOn, isKnown, onChanged }: { readonly isOn: boolean; readonly isKnown: boolean; readonly onChanged: () => void }) {
  const engine = useEngine()
  const toasts = useToasts()
  const [isSwitching, setIsSwitching] = useState(false)
  const turn = async (on: boolean) => {
    setIsSwitching(true)
    try {
      await engine.call.connections.sandboxPower({ on })
    } catch (error) {
      toasts.fail(toAppError(error))
    } finally {
      setIsSwitching(false)
      onChanged()
    }
  }
  return <Switch label="The sandbox answers" description="Off is like a lost network." checked={isOn} disabled={isSwitching || !isKnown} onChange={(event) => void turn(event.currentTarget.checked)} />
}

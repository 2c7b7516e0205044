import { Button } from '@mantine/core'
import { IconDeviceLaptop } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { platformText } from '../model/words.ts'
import { useAsked } from '../use-asked.ts'
import { AskedView } from './asked-view.tsx'
import classes from './connections.module.css'

/** Where somebody is signed in, and which computers need no code. */
export function PlacesTab({ connectionId }: { readonly connectionId: number }) {
  return (
    <>
      <Sessions connectionId={connectionId} />
      <Devices connectionId={connectionId} />
    </>
  )
}

/** Runs one change at a time, then asks again. */
function useChange(reload: () => void) {
  const toasts = useToasts()
  const [running, setRunning] = useState<string | null>(null)
  const change = async (key: string, work: () => Promise<unknown>, done: string) => {
    setRunning(key)
    try {
      await work()
      toasts.say(done)
      reload()
    } catch (error) {
      toasts.fail(toAppError(error))
    } finally {
      setRunning(null)
    }
  }
  return { running, change }
}

function Sessions({ connectionId }: { readonly connectionId: number }) {
  const engine = useEngine()
  const sessions = useAsked((call) => call.connections.sessions, { connectionId })
  const { running, change } = useChange(sessions.reload)
  const others = (sessions.data ?? []).filter(({ current }) => !current).length
  const endOthers = <Button size="xs" variant="default" loading={running === 'others'} onClick={() => void change('others', () => engine.call.connections.endOtherSessions({ connectionId }), `${plural(others, 'session', 'sessions')} ended`)}>End all others</Button>
  return (
    <Section title="Signed in" actions={others > 1 ? endOthers : undefined}>
      <AskedView asked={sessions}>
        {(found) => (
          <ul className={classes.rows}>
            {found.map(({ id, current, deviceName, platform, lastUsedAt, createdAt }) => (
              <PlaceRow key={id} name={deviceName} current={current} hint={<>{platformText(platform)} · last used <Ago at={lastUsedAt} /> · since <Ago at={createdAt} as="clock" /></>}>
                {!current && <Button size="xs" variant="default" aria-label={`End the session of ${deviceName}`} loading={running === id} onClick={() => void change(id, () => engine.call.connections.endSession({ connectionId, sessionId: id }), 'Session ended')}>End</Button>}
              </PlaceRow>
            ))}
          </ul>
        )}
      </AskedView>
    </Section>
  )
}

function Devices({ connectionId }: { readonly connectionId: number }) {
  const engine = useEngine()
  const formats = useFormats()
  const devices = useAsked((call) => call.connections.devices, { connectionId })
  const { running, change } = useChange(devices.reload)
  return (
    <Section title="Trusted computers" aside="No code is asked for on these; the password still is.">
      <AskedView asked={devices}>
        {(found) =>
          found.length === 0 ? (
            <p className={classes.faint}>None. A code is asked for at every sign-in. Tick “Trust this computer” beside the code to change that.</p>
          ) : (
            <ul className={classes.rows}>
              {found.map(({ id, name, platform, current, trustedAt, expiresAt }) => (
                <PlaceRow key={id} name={name} current={current} hint={<>{platformText(platform)} · trusted <Ago at={trustedAt} /> · until {formats.date(momentOf(expiresAt).day)}</>}>
                  <Button size="xs" variant="default" aria-label={`No longer trust ${name}`} loading={running === id} onClick={() => void change(id, () => engine.call.connections.revokeDevice({ connectionId, deviceId: id }), 'A code is asked for there next time')}>No longer trust</Button>
                </PlaceRow>
              ))}
            </ul>
          )
        }
      </AskedView>
    </Section>
  )
}

function PlaceRow({ name, current, hint, children }: { readonly name: string; readonly current: boolean; readonly hint: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={classes.row}>
      <IconDeviceLaptop size={20} stroke={1.5} className={classes.rowIcon} aria-hidden />
      <div className={classes.rowText}>
        <div>{name} {current && <span className={classes.here}>This computer</span>}</div>
        <div className={classes.faint}>{hint}</div>
      </div>
      <div className={classes.rowActions}>{children}</div>
    </li>
  )
}

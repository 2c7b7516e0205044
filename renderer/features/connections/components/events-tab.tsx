import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { ConfirmSummary } from '#renderer/components/forms/confirm-summary.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { canReport, eventText, notMeText } from '../model/words.ts'
import { useAsked } from '../use-asked.ts'
import { useAttempt } from '../use-attempt.ts'
import { AskedView } from './asked-view.tsx'
import classes from './connections.module.css'

const SHOWN = 50

interface Event {
  readonly id: string
  readonly at: number
  readonly kind: string
}

/** What happened around the sign-in. What was not the person is said here, and everything else follows. */
export function EventsTab({ connectionId }: { readonly connectionId: number }) {
  const events = useAsked((call) => call.connections.securityEvents, { connectionId, limit: SHOWN })
  const [reported, setReported] = useState<Event | null>(null)
  return (
    <Section title="What happened" aside="Look for what was not you." actions={<Button size="xs" variant="default" loading={events.isLoading && events.data !== undefined} onClick={events.reload}>Look again</Button>}>
      <AskedView asked={events}>
        {(found) => (
          <ul className={classes.rows}>
            {found.map((event) => (
              <li key={event.id} className={classes.row}>
                <div className={classes.rowText}>
                  <div>{eventText(event.kind)} {event.here && <span className={classes.here}>This computer</span>}</div>
                  <div className={classes.faint}><Ago at={event.at} />{event.deviceName !== null && !event.here && ` · ${event.deviceName}`}</div>
                </div>
                <div className={classes.rowActions}>
                  {event.reportedAt !== null && <span className={classes.faint}>Reported</span>}
                  {canReport(event) && <Button size="xs" variant="subtle" color="gray" onClick={() => setReported(event)}>This wasn’t me</Button>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </AskedView>
      <NotMe connectionId={connectionId} event={reported} onClose={() => setReported(null)} />
    </Section>
  )
}

/** Everything that may be somebody else's goes at once; the page then asks for a new password by itself. */
function NotMe({ connectionId, event, onClose }: { readonly connectionId: number; readonly event: Event | null; readonly onClose: () => void }) {
  const formats = useFormats()
  const toasts = useToasts()
  const attempt = useAttempt((call) => call.connections.notMe)
  const confirm = async () => {
    if (event === null) return
    const done = await attempt.run({ connectionId, eventId: event.id })
    if (!done) return
    onClose()
    toasts.say(notMeText(done))
  }
  const lines = event === null ? [] : [{ label: eventText(event.kind), value: formats.instant(event.at) }]
  return (
    <ConfirmSummary opened={event !== null} title="This wasn’t you" lines={lines} confirmLabel="End everything else" tone="danger" isRunning={attempt.isRunning} onConfirm={() => void confirm()} onClose={onClose}>
      <ul className={classes.plain}>
        <li><IconShieldCheck size={16} stroke={1.6} aria-hidden /> Codes on their way stop working.</li>
        <li><IconShieldCheck size={16} stroke={1.6} aria-hidden /> Every other session ends, and no computer is trusted any more.</li>
        <li><IconShieldCheck size={16} stroke={1.6} aria-hidden /> You choose a new password right after this; until then nothing else works.</li>
      </ul>
      {attempt.error && <ErrorState size="inline" error={attempt.error} />}
    </ConfirmSummary>
  )
}

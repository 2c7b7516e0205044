import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { dueOn, nextText } from '../../model/next-words.ts'
import { useDisputeWords } from '../../use-dispute-words.ts'
import { timelineOf, type TimelineEvent } from '../model/timeline.ts'
import classes from './case.module.css'

/** What happened, and at its end what comes. */
export function CaseTimeline({ detail }: { readonly detail: DisputeDetail }) {
  const words = useDisputeWords()
  const events = timelineOf(detail, words.money)
  const next = nextText(detail, words)
  const day = dueOn(detail)
  return (
    <Section title="Timeline">
      <ol className={classes.timeline}>
        {events.map((event) => <Event key={event.key} event={event} />)}
        {next !== null && (
          <li className={classes.event} data-next>
            <span className={classes.dot} aria-hidden />
            <span className={classes.eventText}><span>{next}</span></span>
            <span className={classes.when}>{day === null ? '' : words.date(day)}</span>
          </li>
        )}
      </ol>
    </Section>
  )
}

function Event({ event }: { readonly event: TimelineEvent }) {
  const formats = useFormats()
  return (
    <li className={classes.event} data-tone={event.tone}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.eventText}>
        <span>{event.title}</span>
        <span className={classes.faint}>{event.who}{event.note === '' ? '' : `: ${event.note}`}</span>
      </span>
      <time className={classes.when} dateTime={new Date(event.at).toISOString()} title={formats.instant(event.at)}>{formats.date(momentOf(event.at).day)}</time>
    </li>
  )
}

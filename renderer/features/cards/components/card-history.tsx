import { Button } from '@mantine/core'
import { useState } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import { dayOf, historyState, historyText, isDay } from '../model/history.ts'
import classes from '../card-page.module.css'

const FIRST = 6

export function CardHistory({ detail: { history } }: { readonly detail: CardDetail }) {
  const formats = useFormats()
  const [showsAll, setShowsAll] = useState(false)
  if (history.length === 0) return null
  const shown = showsAll ? history : history.slice(0, FIRST)
  return (
    <Section title="History">
      <ol className={classes.history}>
        {shown.map((entry, index) => (
          <li key={`${entry.at} ${entry.action} ${index}`} className={classes.event}>
            <span className={classes.dot} aria-hidden />
            <span>{historyText(entry)}{historyState(entry) !== null && <span className={classes.state}> {historyState(entry)}</span>}</span>
            <span className={classes.faint}>{isDay(entry) ? <time dateTime={dayOf(entry.at)} title={formats.dateLong(dayOf(entry.at))}>{formats.date(dayOf(entry.at))}</time> : <Ago at={entry.at} />}</span>
          </li>
        ))}
      </ol>
      {shown.length < history.length && <Button mt={8} size="compact-sm" variant="subtle" color="gray" onClick={() => setShowsAll(true)}>Show {history.length - shown.length} more</Button>}
    </Section>
  )
}

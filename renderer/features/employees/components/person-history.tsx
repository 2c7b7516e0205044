import { useFormats } from '#renderer/lib/formats-context.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { hasTime, historyText } from '../model/history-words.ts'
import classes from '../employees.module.css'

/** What was done with them, newest first. */
export function PersonHistory({ history }: { readonly history: CardholderDetail['history'] }) {
  const formats = useFormats()
  if (history.length === 0) return <span className={classes.none}>Nothing was done with them here yet.</span>
  return (
    <ul className={classes.history}>
      {history.map((step, index) => (
        <li key={`${step.at} ${step.action} ${index}`} className={classes.historyLine}>
          <time dateTime={new Date(step.at).toISOString()} title={formats.instant(step.at)}>{formats.date(momentOf(step.at).day)}{hasTime(step.action) && `, ${momentOf(step.at).time}`}</time>
          <span>{historyText(step)}</span>
        </li>
      ))}
    </ul>
  )
}

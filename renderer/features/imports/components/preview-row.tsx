import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Formats } from '#renderer/lib/formats.ts'
import type { PreviewRow, RowChoice } from '#shared/rpc/contract/imports.contract.ts'
import { CHOICE_LABELS, matchText, STATUS_LABELS } from '../model/words.ts'
import classes from './rows-pane.module.css'

export interface PreviewRowViewProps {
  readonly row: PreviewRow
  /** In the list of all: says of each what it is. */
  readonly showsStatus: boolean
  readonly onChoose: (choice: RowChoice) => void
}

/** One row of a file: what it says, what it is against the books, what happens to it. */
export function PreviewRowView({ row, showsStatus, onChoose }: PreviewRowViewProps) {
  const formats = useFormats()
  return (
    <div className={classes.row} data-skipped={row.choice === 'skip' || undefined}>
      <time className={classes.date} dateTime={row.postedOn}>{formats.date(row.postedOn)}</time>
      <span className={classes.merchantName} title={row.merchant}>{row.merchant}</span>
      <SecondLine row={row} showsStatus={showsStatus} formats={formats} />
      <span className={classes.who}>
        {row.cardMember !== null && <span className={classes.member}>{row.cardMember}</span>}
        {row.lastDigits !== null && <span className={`ck-figure ${classes.digits}`}>{row.lastDigits}</span>}
      </span>
      <span className={classes.amount}><MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} /></span>
      <span className={classes.choices} role="radiogroup" aria-label={`What happens to ${row.merchant}`} onClick={(event) => event.stopPropagation()}>
        {row.choices.map((choice) => (
          <button key={choice} type="button" role="radio" aria-checked={choice === row.choice} tabIndex={-1} className={classes.choice} onClick={() => onChoose(choice)}>{CHOICE_LABELS[choice]}</button>
        ))}
      </span>
    </div>
  )
}

/** What it is, the differences in words, the stored charge it looks like; else what else the file says. */
function SecondLine({ row, showsStatus, formats }: { readonly row: PreviewRow; readonly showsStatus: boolean; readonly formats: Formats }) {
  // Of a changed charge the differences say it all; of one to decide, what it may be is the question.
  const match = row.status !== 'conflict' ? null : matchText(row, { date: formats.date, money: (minor, currency) => formats.money({ minor, currency }, { sign: 'transaction' }) })
  const differences = sentence(withDates([...row.differences, ...(match === null ? [] : [`in the books: ${match}`])].join('; '), formats.date))
  const text = differences === '' ? (row.memo ?? '') : differences
  return (
    <span className={classes.second} data-difference={differences !== '' || undefined} title={text}>
      {showsStatus && row.status !== 'new' && <span className={classes.status} data-status={row.status}>{STATUS_LABELS[row.status]}{text !== '' && ' · '}</span>}
      {text}
    </span>
  )
}

/** Days inside the engine's words, as the rest of the page writes them. */
function withDates(text: string, date: (date: string) => string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, date)
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

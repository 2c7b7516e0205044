import { IconCircleCheckFilled } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { jumpTo } from '../jump.ts'
import { openText, type MissingItem } from '../model/missing.ts'
import classes from './progress.module.css'

export interface ProgressProps {
  readonly detail: DisputeDetail
  readonly open: readonly MissingItem[]
}

/** Beside the steps where there is room: how far it is, and the way to each thing that is missing. */
export function Progress({ detail, open }: ProgressProps) {
  const formats = useFormats()
  const files = detail.evidence.filter(({ by }) => by === 'you').length
  return (
    <aside className={classes.progress} aria-label="How far it is">
      <p className={classes.faint}>Disputed</p>
      <p className={classes.amount}>{formats.money(detail.amount)}</p>
      <p className={classes.faint}>{files === 0 ? 'No files yet' : `with ${plural(files, 'file', 'files')}`}</p>
      {open.length === 0 ? (
        <p className={classes.complete}><IconCircleCheckFilled size={16} aria-hidden /> Nothing is missing</p>
      ) : (
        <>
          <p className={classes.head}>{openText(open)}</p>
          <ul>{open.map(({ key, text }) => <li key={`${key} ${text}`}><button type="button" onClick={() => jumpTo(key)}>{text}</button></li>)}</ul>
        </>
      )}
    </aside>
  )
}

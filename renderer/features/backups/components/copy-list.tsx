import { Button } from '@mantine/core'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { AutomaticCopy } from '#shared/rpc/contract/backups.contract.ts'
import { copyReason, sizeText } from '../model/words.ts'
import classes from './rescue.module.css'

export interface CopyListProps {
  readonly copies: readonly AutomaticCopy[]
  /** Without it they are only shown. */
  readonly onOpen?: (copy: AutomaticCopy) => void
  readonly isBusy?: boolean
}

/** The copies on this computer, the newest first. */
export function CopyList({ copies, onOpen, isBusy = false }: CopyListProps) {
  const formats = useFormats()
  return (
    <ul className={classes.copies}>
      {copies.map((copy) => (
        <li key={copy.id}>
          <div className={classes.copy}>
            <div>{formats.instant(copy.madeAt)}</div>
            <div className={classes.faint}>{`${sizeText(copy.bytes, formats.locale)}, ${copyReason(copy)}`}</div>
          </div>
          {onOpen && <Button size="compact-sm" variant="default" disabled={isBusy} aria-label={`Go back to ${formats.instant(copy.madeAt)}`} onClick={() => onOpen(copy)}>Go back to this</Button>}
        </li>
      ))}
    </ul>
  )
}

import { Button } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import classes from './imports.module.css'

export interface StaleBarProps {
  /** `changed`: the books are no longer those it was made against. `gone`: the engine was restarted and forgot it. */
  readonly reason: 'changed' | 'gone'
  /** Reads the same files again; null when it is not known any more which they were. */
  readonly onAgain: (() => void) | null
}

const WORDS = {
  changed: { title: 'The books changed since this preview.', meaning: 'What you see is no longer exactly what would happen, so nothing was stored.' },
  gone: { title: 'This preview is not there any more.', meaning: 'It was put away when Cardkeep was locked or restarted. Nothing of it was stored.' },
} as const

/** The preview is no longer what would happen: one click makes it new. */
export function StaleBar({ reason, onAgain }: StaleBarProps) {
  const { pick } = useImportRequest()
  const { title, meaning } = WORDS[reason]
  return (
    <div className={classes.stale} role="alert">
      <IconRefreshAlert size={18} stroke={1.6} aria-hidden />
      <span>
        <strong>{title}</strong> {meaning}
      </span>
      <Button size="xs" onClick={onAgain ?? (() => void pick())} data-autofocus>{onAgain ? 'Preview again' : 'Open the files again'}</Button>
    </div>
  )
}

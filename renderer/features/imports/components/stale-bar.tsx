import { Button } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import classes from './imports.module.css'

/** The preview is no longer what would happen: one click makes it new. */
export function StaleBar({ onAgain }: { readonly onAgain: (() => void) | null }) {
  const { pick } = useImportRequest()
  return (
    <div className={classes.stale} role="alert">
      <IconRefreshAlert size={18} stroke={1.6} aria-hidden />
      <span>
        <strong>The books changed since this preview.</strong> What you see is no longer exactly what would happen, so nothing was stored.
      </span>
      <Button size="xs" onClick={onAgain ?? (() => void pick())} data-autofocus>{onAgain ? 'Preview again' : 'Open the files again'}</Button>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconArrowBackUp, IconFileImport } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { broughtText, filesText } from '../model/undo-words.ts'
import classes from './activity.module.css'

export function ImportItem({ record, onUndo }: { readonly record: ImportRecord; readonly onUndo: () => void }) {
  const formats = useFormats()
  const isUndone = record.undoneAt !== null
  const Icon = isUndone ? IconArrowBackUp : IconFileImport
  return (
    <div className={classes.item} data-undone={isUndone || undefined}>
      <span className={classes.icon} aria-hidden><Icon size={18} stroke={1.6} /></span>
      <span className={classes.text}>
        <span className={classes.name} title={record.files.map((file) => file.name).join('\n')}>{filesText(record.files)}</span>
        <span className={classes.faint}>
          <time dateTime={new Date(record.appliedAt).toISOString()}>{formats.instant(record.appliedAt)}</time>
          {' · '}
          {broughtText(record, formats.count)}
          {record.firstOn !== null && record.lastOn !== null && ` · ${formats.range(record.firstOn, record.lastOn)}`}
        </span>
        {record.undoneAt !== null && <span className={classes.faint}>Undone {formats.instant(record.undoneAt)}</span>}
      </span>
      {!isUndone && record.added + record.updated > 0 && <Button component={Link} href={transactionsHref({ importId: record.id })} size="xs" variant="subtle">Show charges</Button>}
      {!isUndone && <Button size="xs" variant="default" onClick={onUndo}>Undo</Button>}
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { broughtParts } from '../model/import-words.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import classes from './activity.module.css'

export interface ImportItemProps {
  readonly record: ImportRecord
  /** A link points at it: it is shown and marked. */
  readonly isWanted: boolean
  readonly onUndo: () => void
}

const MOST_FILES = 4

export function ImportItem({ record, isWanted, onUndo }: ImportItemProps) {
  const formats = useFormats()
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!isWanted) return
    item.current?.scrollIntoView({ block: 'center' })
    item.current?.focus({ preventScroll: true })
  }, [isWanted])
  const isUndone = record.undoneAt !== null
  const wasUndone = useRef(isUndone)
  useEffect(() => {
    // Its button goes, and the focus with it: the keyboard goes on from the line.
    if (isUndone && !wasUndone.current) item.current?.focus({ preventScroll: true })
    wasUndone.current = isUndone
  }, [isUndone])
  const { day, time } = momentOf(record.appliedAt)
  return (
    <li ref={item} className={classes.item} data-undone={isUndone || undefined} data-wanted={isWanted || undefined} tabIndex={-1}>
      <time className={classes.when} dateTime={new Date(record.appliedAt).toISOString()} title={formats.instant(record.appliedAt)}>
        <span>{formats.date(day)}</span>
        <span className={classes.faint}>{time}</span>
      </time>
      <div className={classes.text}>
        <Files files={record.files} />
        <Facts record={record} />
      </div>
      <div className={classes.actions}>
        {!isUndone && record.added > 0 && <Button component={Link} href={transactionsHref({ importId: record.id })} size="xs" variant="subtle">Show charges</Button>}
        {!isUndone && <Button size="xs" variant="default" onClick={onUndo}>Undo…</Button>}
      </div>
    </li>
  )
}

function Files({ files }: { readonly files: ImportRecord['files'] }) {
  const hidden = files.slice(MOST_FILES)
  return (
    <>
      {files.slice(0, MOST_FILES).map((file, index) => (
        <span key={index} className={classes.file}>
          <span className={classes.name} title={file.name} data-selectable>{file.name}</span>
          <span className={classes.format}>{file.format}</span>
        </span>
      ))}
      {hidden.length > 0 && <span className={classes.faint} title={hidden.map((file) => file.name).join('\n')}>and {hidden.length} more</span>}
    </>
  )
}

function Facts({ record }: { readonly record: ImportRecord }) {
  const formats = useFormats()
  const { firstOn, lastOn, undoneAt } = record
  const period = firstOn === null || lastOn === null ? [] : [formats.range(firstOn, lastOn)]
  return (
    <>
      <span className={classes.facts}>
        {[...broughtParts(record, formats), ...period].map((part) => <span key={part}>{part}</span>)}
      </span>
      {undoneAt !== null && (
        <span className={classes.undone} title={formats.instant(undoneAt)}>
          <IconArrowBackUp size={14} stroke={1.8} aria-hidden /> Undone {formats.date(momentOf(undoneAt).day)}, {momentOf(undoneAt).time}
        </span>
      )}
    </>
  )
}

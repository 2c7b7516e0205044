import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { TaskProgress as Progress } from '#shared/rpc/define.ts'
import classes from './imports.module.css'

export interface ReadingProps {
  readonly progress: Progress | null
  readonly files: readonly FileGrant[]
  readonly onCancel: () => void
}

/** Files being read. What takes no time shows nothing. */
export function Reading({ progress, files, onCancel }: ReadingProps) {
  const isLong = useDelayed(true)
  useShortcut('Escape', 'Stop reading', onCancel)
  if (!isLong) return <div aria-busy="true" />
  return (
    <div className={classes.reading}>
      <h2 className={classes.readingTitle}>Reading {plural(files.length, 'file', 'files')}</h2>
      <TaskProgress progress={progress} label="Opening" figure="share" onCancel={onCancel} />
      <p className={classes.faint}>Nothing is stored before you have seen it.</p>
    </div>
  )
}

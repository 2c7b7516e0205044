import { IconFileAlert, IconFileCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { isAssumption } from '../model/words.ts'
import classes from './files-pane.module.css'

type File = ImportPreview['files'][number]
type Problem = ImportPreview['problems'][number]

/** Faults are told at once; what was only assumed by its first line. */
const SHOWN = { fault: 3, assumed: 1 } as const

export function FileItem({ file, problems }: { readonly file: File; readonly problems: readonly Problem[] }) {
  const formats = useFormats()
  const Icon = file.refused ? IconFileAlert : IconFileCheck
  return (
    <div className={classes.fileHead}>
      <Icon size={18} stroke={1.6} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <span className={classes.name} title={file.name}>{file.name}</span>
        <span className={classes.faint}>{file.refused ? 'Not imported' : `${file.format}, ${plural(file.transactions, 'charge', 'charges', formats.count(file.transactions))}`}</span>
        {file.importedBefore !== null && <span className={classes.note}>This very file was imported before, {formats.instant(file.importedBefore)}.</span>}
        {file.assumed && !problems.some(isAssumption) && <span className={classes.note}>The layout was guessed: look at a few amounts and signs.</span>}
        <Problems problems={problems} />
      </div>
    </div>
  )
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const formats = useFormats()
  if (problems.length === 0) return null
  const limit = problems.every(isAssumption) ? SHOWN.assumed : SHOWN.fault
  const shown = isOpen ? problems : problems.slice(0, limit)
  return (
    <ul className={classes.problems}>
      {shown.map((problem, index) => (
        <li key={`${index} ${problem.code}`} className={classes.problem} data-note={isAssumption(problem) || undefined} data-selectable>
          {problem.line !== null && <strong>Line {formats.count(problem.line)}: </strong>}
          {problem.message}
        </li>
      ))}
      {problems.length > limit && (
        <li>
          <button type="button" className={classes.more} aria-expanded={isOpen} onClick={() => setIsOpen((now) => !now)}>{isOpen ? 'Fewer' : `${formats.count(problems.length - limit)} more`}</button>
        </li>
      )}
    </ul>
  )
}

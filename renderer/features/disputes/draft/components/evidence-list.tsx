import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconCircleDashed, IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import type { DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { FILE_TYPES, type EvidenceLine } from '../model/evidence.ts'
import { fieldId } from '../model/missing.ts'
import type { EvidenceEdit } from '../use-evidence.ts'
import { EvidenceItem } from './evidence-item.tsx'
import classes from './evidence.module.css'

export interface EvidenceListProps {
  readonly lines: readonly EvidenceLine[]
  readonly evidence: EvidenceEdit
  /** The line under files that hang over the window. */
  readonly overKind: string | null
  readonly isAsked: boolean
  readonly onShow: (file: DisputeEvidence) => void
}

/** The checklist: what is needed, what helps, and the files under each as they arrive. */
export function EvidenceList({ lines, evidence, overKind, isAsked, onShow }: EvidenceListProps) {
  return (
    <ul className={classes.lines} aria-label="Files">
      {lines.map((line) => <Line key={line.kind} line={line} evidence={evidence} isOver={overKind === line.kind} isAsked={isAsked} onShow={onShow} />)}
    </ul>
  )
}

interface LineProps extends Pick<EvidenceListProps, 'evidence' | 'isAsked' | 'onShow'> {
  readonly line: EvidenceLine
  readonly isOver: boolean
}

function Line({ line, evidence, isOver, isAsked, onShow }: LineProps) {
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isThere = line.files.length > 0
  const running = evidence.running.get(line.kind) ?? 0
  const isMissing = isAsked && line.required && !isThere
  return (
    <li id={fieldId(`evidence:${line.kind}`)} className={classes.line} data-evidence-kind={line.kind} data-over={isOver || undefined}>
      <div className={classes.lineHead}>
        {isThere ? <IconCircleCheckFilled size={18} className={classes.there} aria-label="There" /> : line.required ? <IconCircle size={18} stroke={1.6} className={classes.needed} aria-hidden /> : <IconCircleDashed size={18} stroke={1.5} className={classes.helps} aria-hidden />}
        <span className={classes.label}>{line.label}</span>
        <span className={classes.word} data-missing={isMissing || undefined}>{isThere ? '' : line.required ? 'Needed' : 'Helps'}</span>
        <Button ref={button} size="compact-sm" variant={line.required && !isThere ? 'light' : 'subtle'} loading={running > 0} leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />} aria-label={`Add a file: ${line.label}`} onClick={() => input.current?.click()}>Add</Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={FILE_TYPES}
          aria-label={`File: ${line.label}`}
          onChange={(event) => {
            evidence.add([...(event.currentTarget.files ?? [])], line.kind)
            // The same file again is a choice too.
            event.currentTarget.value = ''
            button.current?.focus()
          }}
        />
      </div>
      {isThere && (
        <ul className={classes.files}>
          {line.files.map((file) => <EvidenceItem key={file.id} file={file} onShow={() => onShow(file)} onRemove={() => evidence.remove(file)} />)}
        </ul>
      )}
    </li>
  )
}

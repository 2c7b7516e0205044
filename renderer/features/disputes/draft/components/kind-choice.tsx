import { Button } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { EvidenceLine } from '../model/evidence.ts'
import type { EvidenceEdit, WaitingFile } from '../use-evidence.ts'
import classes from './evidence.module.css'

/** A file that was dropped or pasted somewhere: one press says what it is. */
export function KindChoice({ waiting, lines, evidence }: { readonly waiting: WaitingFile; readonly lines: readonly EvidenceLine[]; readonly evidence: EvidenceEdit }) {
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={group} className={classes.choice} role="group" aria-label={`What is ${waiting.name}?`}>
      <span className={classes.choiceText}><IconPaperclip size={16} stroke={1.7} aria-hidden /> <strong>{waiting.name}</strong> What is it?</span>
      <span className={classes.choiceButtons}>
        {lines.map((line) => <Button key={line.kind} size="compact-sm" variant="default" onClick={() => evidence.choose(waiting.key, line.kind)}>{line.label}</Button>)}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => evidence.choose(waiting.key, null)}>Leave it out</Button>
      </span>
    </div>
  )
}

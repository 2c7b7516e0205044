import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { OTHER_EVIDENCE } from '#shared/domain/disputes/questions.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { EvidenceItem } from '../../draft/components/evidence-item.tsx'
import { EvidencePreview } from '../../draft/components/evidence-preview.tsx'
import { FILE_TYPES } from '../../draft/model/evidence.ts'
import { useEvidence } from '../../draft/use-evidence.ts'
import { useFileDrop } from '../../draft/use-file-drop.ts'
import classes from './case.module.css'

/** Files that go with an answer: picked, dropped anywhere on the window, or pasted. */
export function AnswerFiles({ detail }: { readonly detail: DisputeDetail }) {
  const evidence = useEvidence(detail, true)
  const input = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<number | null>(null)
  const add = (files: readonly File[]) => evidence.add(files, OTHER_EVIDENCE.kind)
  const { over } = useFileDrop(true, add)
  const own = detail.evidence.filter(({ by, isUnsent }) => by === 'you' && isUnsent)
  const isRunning = [...evidence.running.values()].some((count) => count > 0)
  return (
    <div className={classes.answerFiles} data-over={over !== null || undefined}>
      {own.length > 0 && (
        <ul className={classes.files} aria-label="Files that go with it">
          {own.map((file) => <EvidenceItem key={file.id} file={file} onShow={() => setShown(file.id)} onRemove={() => evidence.remove(file)} />)}
        </ul>
      )}
      {evidence.problems.map(({ key, text }) => <p key={key} className={classes.problem} role="alert">{text}</p>)}
      <Button size="compact-sm" variant="subtle" loading={isRunning} leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />} onClick={() => input.current?.click()}>Add a file</Button>
      <span className={classes.faint}>Pictures or PDF. Where a photo was taken is removed from it.</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={FILE_TYPES}
        aria-label="File for the answer"
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])])
          // The same file again is a choice too.
          event.currentTarget.value = ''
        }}
      />
      <EvidencePreview disputeId={detail.id} file={own.find(({ id }) => id === shown) ?? null} onClose={() => setShown(null)} />
    </div>
  )
}

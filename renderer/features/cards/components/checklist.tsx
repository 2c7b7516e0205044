import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref } from '#renderer/lib/links.ts'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import { checklistLines, checklistProgress, type ChecklistLine } from '../model/checklist.ts'
import type { CardSideProps } from './card-side.tsx'
import classes from '../card-page.module.css'

export interface ChecklistProps extends CardSideProps {
  readonly steps: NonNullable<CardDetail['checklist']>
}

/** What a new card still wants, until it is done or put aside. */
export function Checklist({ detail, steps, onDialog }: ChecklistProps) {
  const toasts = useToasts()
  const tick = useEngineCommand((call) => call.cards.tickStep)
  const { id } = detail.card
  const set = (line: ChecklistLine, isDone: boolean, said: string) => {
    tick.run({ cardId: id, step: line.step, isDone }).then(() => toasts.undo(said, () => tick.run({ cardId: id, step: line.step, isDone: !isDone })), toasts.fail)
  }
  return (
    <Section title="New card" aside={checklistProgress(steps)}>
      <ul className={classes.steps}>
        {checklistLines(steps).map((line) => (
          <li key={line.step} className={classes.step} data-done={line.isDone || undefined}>
            {line.action === 'tick' ? (
              <Checkbox size="xs" aria-label={line.title} checked={line.isDone} onChange={(event) => set(line, event.currentTarget.checked, event.currentTarget.checked ? line.done : `Open again: ${line.title}`)} />
            ) : (
              <span className={classes.stepMark} aria-hidden>{line.isDone && <IconCheck size={13} stroke={2.4} />}</span>
            )}
            <span className={classes.stepText}>
              <span>{line.isDone ? line.done : line.title}</span>
              {!line.isDone && <span className={classes.faint}>{line.hint}</span>}
            </span>
            {line.action === 'activate' && detail.card.can.activate && <Button size="compact-sm" variant="default" onClick={() => onDialog('activate')}>Activate…</Button>}
            {line.action === 'limit' && detail.card.can.limit && <Button size="compact-sm" variant="default" onClick={() => goTo(limitEditorHref({ cardIds: [id] }))}>Set a limit…</Button>}
            {!line.isDone && (
              <Tooltip label="Not needed">
                <ActionIcon size={24} aria-label={`Not needed: ${line.title}`} onClick={() => set(line, true, `Put aside: ${line.title}`)}><IconX size={14} stroke={1.8} /></ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

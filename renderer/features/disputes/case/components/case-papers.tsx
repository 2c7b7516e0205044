import { Button } from '@mantine/core'
import { IconFileText, IconFolder } from '@tabler/icons-react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import type { TaskState } from '#renderer/lib/engine-hooks.ts'
import { namesLabel, plural } from '#renderer/lib/formats.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import { useMenuCommand } from '#renderer/lib/menu-context.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { paperName } from '../../model/dispute-words.ts'
import { useSaving } from '../../use-saving.ts'
import { LegalFacts } from '../../draft/components/legal-facts.tsx'
import classes from './case.module.css'

/** Everything of it on paper: the letter alone, and the case file with every file that can be shown. */
export function CasePapers({ detail }: { readonly detail: DisputeDetail }) {
  const letter = useSaving((call) => call.disputes.exportLetter)
  const whole = useSaving((call) => call.disputes.exportCase, ({ pages, leftOut }) => `${plural(pages, 'page', 'pages')}${leftOut.length === 0 ? '' : `; ${namesLabel(leftOut)} cannot be shown in it`}.`)
  const of = { disputeId: detail.id }
  const saveCase = () => void whole.save(of, { name: `${paperName(detail)}.pdf`, kind: 'pdf' })
  const saveLetter = () => void letter.save(of, { name: `${paperName(detail)}, letter.pdf`, kind: 'pdf' })
  useShortcut('p', 'Save the case file', saveCase)
  useShortcut('l', 'Save the letter', saveLetter)
  useMenuCommand('export', saveCase)
  return (
    <section className={classes.part} aria-label="Papers">
      <h3 className={classes.partTitle}>Papers</h3>
      <div className={classes.papers}>
        <Button size="xs" variant="default" justify="flex-start" leftSection={<IconFolder size={15} stroke={1.7} />} loading={whole.state.status === 'running'} onClick={saveCase}>Save the case file…</Button>
        <Button size="xs" variant="default" justify="flex-start" leftSection={<IconFileText size={15} stroke={1.7} />} loading={letter.state.status === 'running'} onClick={saveLetter}>Save the letter…</Button>
      </div>
      <Progress state={whole.state} label="Putting the case file together" onCancel={whole.cancel} />
      <Progress state={letter.state} label="Writing the letter" onCancel={letter.cancel} />
      <p className={classes.faint}>The case file holds the letter, the answers, the timeline and every file, in one PDF.</p>
      {detail.reason !== null && <LegalFacts reason={detail.reason} />}
    </section>
  )
}

function Progress({ state, label, onCancel }: { readonly state: TaskState<unknown>; readonly label: string; readonly onCancel: () => void }) {
  const isLong = useDelayed(state.status === 'running', 600)
  if (state.status === 'failed') return <ErrorState size="inline" error={state.error} />
  return state.status === 'running' && isLong ? <TaskProgress progress={state.progress} label={label} onCancel={onCancel} /> : null
}

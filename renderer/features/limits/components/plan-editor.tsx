import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { EditorStart, Known } from '../model/editor-start.ts'
import { countWords, saveLabel, subjectWords } from '../model/targets.ts'
import { useLimitWords } from '../use-limit-words.ts'
import { usePlanEdit, type PlanEditState } from '../use-plan-edit.ts'
import { goBack, useSavePlan } from '../use-save-plan.ts'
import { CurrencyChoice } from './currency-choice.tsx'
import { PlanPreview } from './plan-preview.tsx'
import { SaveTemplate } from './save-template.tsx'
import { Sentence } from './sentence.tsx'
import { WhatIfPanel } from './what-if-panel.tsx'
import classes from './editor.module.css'

export interface PlanEditorProps {
  readonly start: EditorStart
  readonly known: Known
}

/** The sentence, what it would have done, whom it touches, and the button that sets it. */
export function PlanEditor({ start: given, known }: PlanEditorProps) {
  // What it began with stays, whatever arrives meanwhile: nothing is written over under somebody's hands.
  const [start] = useState(given)
  const naming = useLimitWords()
  const plan = usePlanEdit(start)
  const saving = useSavePlan(known)
  const { ready, settled } = plan
  const save = () => {
    if (ready !== null) void saving.save(ready.edit, ready.rows)
  }
  useShortcut('mod+Enter', 'Set the limits', save, { enabled: ready !== null && !saving.isRunning })
  const hasChoice = start.targets.length > 1 || start.template !== null
  const footer = (
    <>
      <span className={classes.status}>{plan.status}</span>
      <Button variant="subtle" color="gray" onClick={goBack}>Leave it</Button>
      <SaveTemplate plan={plan.plan} templates={known.templates} template={start.template} />
      <Button disabled={ready === null} loading={saving.isRunning} onClick={save}>{saveLabel(countWords(start), start.onlyName)}</Button>
    </>
  )
  return (
    <PageFrame footer={footer}>
      {saving.error && <ErrorState size="inline" error={saving.error} />}
      <Head start={start} plan={plan} hasChoice={hasChoice} />
      <Sentence
        subject={subjectWords(start, start.onlyName)}
        draft={plan.draft}
        onDraft={plan.setDraft}
        naming={naming}
        problems={plan.problems}
        timeZone={start.timeZone}
        zonesInUse={start.zonesInUse}
        canLeaveControls={hasChoice}
        hasControls={start.hasControls}
      />
      {settled !== null && (
        <div className={classes.panels}>
          <WhatIfPanel editText={settled} isStale={plan.isStale} naming={naming} />
          <PlanPreview rows={plan.rows} error={plan.error} onRetry={plan.retry} isStale={plan.isStale} naming={naming} limits={known.limits} />
        </div>
      )}
    </PageFrame>
  )
}

const MODES = [{ value: 'merge', label: 'Add to what they have' }, { value: 'replace', label: 'Instead of what they have' }]

function Head({ start, plan, hasChoice }: { readonly start: EditorStart; readonly plan: PlanEditState; readonly hasChoice: boolean }) {
  return (
    <header className={classes.head}>
      <Names names={start.names} missing={start.missing} />
      {start.template !== null && <span className={classes.quiet}>with the template “{start.template.name}”</span>}
      <span className={classes.space} />
      <CurrencyChoice currencies={start.currencies} draft={plan.draft} onDraft={plan.setDraft} />
      {hasChoice && <SegmentedControl size="xs" aria-label="What happens to the limits they have" value={plan.mode} data={MODES} onChange={(value) => plan.setMode(value === 'replace' ? 'replace' : 'merge')} />}
    </header>
  )
}

const NAMED = 4

function Names({ names, missing }: { readonly names: readonly string[]; readonly missing: number }) {
  const shown = names.length <= NAMED ? names : names.slice(0, NAMED - 1)
  const rest = names.length - shown.length
  return (
    <span className={classes.names} title={rest > 0 ? names.join('\n') : undefined}>
      {shown.join(' · ')}
      {rest > 0 && ` · and ${rest} more`}
      {missing > 0 && <span className={classes.quiet}> ({missing} {missing === 1 ? 'other is' : 'others are'} gone)</span>}
    </span>
  )
}

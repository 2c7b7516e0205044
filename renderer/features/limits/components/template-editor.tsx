import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useEngine } from '#renderer/lib/services.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import type { LimitTemplate, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { planOf } from '../model/draft.ts'
import type { EditorStart, Known } from '../model/editor-start.ts'
import { hasErrors, problemsOf } from '../model/problems.ts'
import { subjectWords } from '../model/targets.ts'
import { templateLacks, templateNameProblem } from '../model/templates.ts'
import { useLimitWords } from '../use-limit-words.ts'
import { goBack } from '../use-save-plan.ts'
import { CurrencyChoice } from './currency-choice.tsx'
import { Sentence } from './sentence.tsx'
import classes from './editor.module.css'

export interface TemplateEditorProps {
  readonly start: EditorStart
  readonly known: Known
}

/** A template by itself: its name and its sentence. It changes no card. */
export function TemplateEditor({ start: given, known }: TemplateEditorProps) {
  const [start] = useState(given)
  const formats = useFormats()
  const naming = useLimitWords()
  const { template } = start
  const [name, setName] = useState(template?.name ?? '')
  const [draft, setDraft] = useState(start.draft)
  const command = useSaveTemplate(template)
  const problems = problemsOf(draft, formats.today)
  const plan = hasErrors(problems) ? null : planOf(draft)
  const taken = nameTaken(command.error)
  const nameProblem = templateNameProblem(name, known.templates, template?.id ?? null)
  const lacking = templateLacks(name, plan)
  const canSave = lacking === null && nameProblem === null
  const save = () => {
    if (canSave && plan !== null) command.save(name.trim(), plan)
  }
  useShortcut('mod+Enter', 'Save the template', save, { enabled: canSave && !command.isRunning })
  return (
    <PageFrame
      footer={
        <>
          <span className={classes.status}>{lacking ?? 'Saving it changes no card. Use it from the list of templates.'}</span>
          <Button variant="subtle" color="gray" onClick={goBack}>Leave it</Button>
          <Button disabled={!canSave} loading={command.isRunning} onClick={save}>{template === null ? 'Save template' : `Save “${template.name}”`}</Button>
        </>
      }
    >
      {command.error && taken === null && <ErrorState size="inline" error={command.error} />}
      <header className={classes.head}>
        <TextInput className={classes.nameField ?? ''} w={320} label="Name of the template" placeholder="Field sales" value={name} maxLength={60} autoFocus={template === null} error={nameProblem ?? taken} onChange={(event) => setName(event.currentTarget.value)} />
        <span className={classes.space} />
        <CurrencyChoice currencies={start.currencies} draft={draft} onDraft={setDraft} />
      </header>
      <Sentence
        subject={subjectWords(start, null)}
        draft={draft}
        onDraft={setDraft}
        naming={naming}
        problems={problems}
        timeZone={start.timeZone}
        zonesInUse={start.zonesInUse}
        canLeaveControls
        hasControls
      />
    </PageFrame>
  )
}

/** What the engine says of the name, where that is what it refused. */
function nameTaken(error: AppError | null): string | null {
  return error !== null && AppError.is(error, 'validation.failed') && error.details.field === 'name' ? error.details.reason : null
}

/** Saves, goes back to where one came from, and lets a change be taken back. */
function useSaveTemplate(template: LimitTemplate | null) {
  const engine = useEngine()
  const toasts = useToasts()
  const { run, isRunning, error } = useEngineCommand((call) => call.limits.saveTemplate)
  const save = (name: string, plan: SpendingPlan) => {
    run({ templateId: template?.id ?? null, name, plan }).then((saved) => {
      if (template === null) toasts.say(`Template “${saved.name}” is saved.`)
      else toasts.undo(`Template “${saved.name}” is changed. Cards that were set with it stay as they are.`, () => engine.call.limits.saveTemplate({ templateId: template.id, name: template.name, plan: template.plan }))
      goBack()
    }, () => undefined)
  }
  return { save, isRunning, error }
}

import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { LimitTemplate, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { templateNameProblem } from '../model/templates.ts'
import classes from './editor.module.css'

export interface SaveTemplateProps {
  /** null: the sentence says nothing that could be kept. */
  readonly plan: SpendingPlan | null
  readonly templates: readonly LimitTemplate[]
  /** The one that the sentence began with. */
  readonly template: LimitTemplate | null
}

/** Keeps the sentence under a name, to be used again. */
export function SaveTemplate({ plan, templates, template }: SaveTemplateProps) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" disabled={plan === null} onClick={() => setOpened(true)}>Save as template</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Save as template">
        {opened && plan !== null && <NameForm plan={plan} templates={templates} template={template} onDone={() => setOpened(false)} />}
      </Modal>
    </>
  )
}

function NameForm({ plan, templates, template, onDone }: SaveTemplateProps & { readonly plan: SpendingPlan; readonly onDone: () => void }) {
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.limits.saveTemplate)
  const [name, setName] = useState(template?.name ?? '')
  const same = templates.find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase())
  const problem = templateNameProblem(name, templates, same?.id ?? null)
  const failed = command.error === null ? null : AppError.is(command.error, 'validation.failed') ? command.error.details.reason : errorText(command.error).title
  const save = () => {
    if (problem !== null || name.trim() === '') return
    command.run({ templateId: same?.id ?? null, name: name.trim(), plan }).then((saved) => {
      toasts.say(`Template “${saved.name}” is saved.`)
      onDone()
    }, () => undefined)
  }
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextInput label="Name" placeholder="Field sales" value={name} maxLength={60} data-autofocus error={problem ?? failed} description={same === undefined ? undefined : `“${same.name}” exists: it will say this from now on. Cards that were set with it stay as they are.`} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>Cancel</Button>
        <Button type="submit" disabled={problem !== null || name.trim() === ''} loading={command.isRunning}>{same === undefined ? 'Save template' : 'Replace template'}</Button>
      </div>
    </form>
  )
}

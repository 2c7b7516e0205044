import { Button, Checkbox, Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { MultiPick } from '#renderer/components/forms/multi-pick.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { ApprovalRule } from '#shared/rpc/contract/requests.contract.ts'
import { draftInput, newRule, ruleDraft, ruleInput, ruleProblems, ruleSentence, type RuleDraft, type RuleProblems } from '../model/rule-words.ts'
import { useRequestWords } from '../use-request-words.ts'
import classes from '../requests.module.css'

export interface RuleDialogProps {
  readonly edited: ApprovalRule | 'new' | null
  readonly onClose: () => void
}

/** Who, up to how much, how long, how often; the sentence that it makes is read while it is typed. */
export function RuleDialog({ edited, onClose }: RuleDialogProps) {
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }), { enabled: edited !== null })
  const currencies = [...new Set((limits.data ?? []).map((limit) => limit.inForce.currency))]
  const isReady = edited !== 'new' || limits.data !== undefined || limits.error !== null
  return (
    <Modal opened={edited !== null} onClose={onClose} title={edited === 'new' ? 'New rule' : 'Change the rule'} size={520}>
      {edited !== null && isReady && <Form rule={edited === 'new' ? null : edited} currencies={currencies.length === 0 ? ['USD'] : currencies} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  readonly rule: ApprovalRule | null
  readonly currencies: readonly string[]
  readonly onClose: () => void
}

function Form({ rule, currencies, onClose }: FormProps) {
  const toasts = useToasts()
  const words = useRequestWords()
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const save = useEngineCommand((call) => call.requests.saveRule)
  const [draft, setDraft] = useState<RuleDraft>(() => (rule === null ? newRule(currencies[0] ?? 'USD') : ruleDraft(rule)))
  const [isAsked, setAsked] = useState(false)
  const problems = isAsked ? ruleProblems(draft) : {}
  const set = (part: Partial<RuleDraft>) => {
    save.reset()
    setDraft((now) => ({ ...now, ...part }))
  }
  const choosable = (people.data ?? []).filter((person) => person.status !== null && person.status !== 'inactive')
  const input = draftInput(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (input === null) return
    save.run(input).then(() => {
      onClose()
      if (rule !== null) toasts.undo('Rule changed', () => save.run(ruleInput(rule)))
    }, () => undefined)
  }
  return (
    <form className={classes.dialog} onSubmit={submit} noValidate>
      <Who draft={draft} people={choosable} problem={problems.people} onDraft={set} />
      <Bounds draft={draft} currencies={currencies} problems={problems} onDraft={set} />
      {input !== null && (
        <p className={classes.faint} aria-live="polite">
          {ruleSentence({ people: draft.isEverybody ? null : choosable.filter(({ id }) => draft.personIds.includes(id)), upTo: input.upTo, mostDays: input.mostDays, perMonth: input.perMonth }, words.money)} Anything beyond waits for you.
        </p>
      )}
      {save.error && <ErrorState size="inline" error={save.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={save.isRunning}>{rule === null ? 'Add the rule' : 'Save the rule'}</Button>
      </div>
    </form>
  )
}

interface PartProps {
  readonly draft: RuleDraft
  readonly onDraft: (part: Partial<RuleDraft>) => void
}

function Who({ draft, people, problem, onDraft }: PartProps & { readonly people: readonly { readonly id: number; readonly name: string }[]; readonly problem: string | undefined }) {
  const labelId = useId()
  return (
    <div>
      <SegmentedControl fullWidth size="xs" aria-label="For whom" value={draft.isEverybody ? 'all' : 'some'} onChange={(value) => onDraft({ isEverybody: value === 'all' })} data={[{ value: 'all', label: 'Everybody' }, { value: 'some', label: 'Some people' }]} />
      {!draft.isEverybody && (
        <>
          <div id={labelId} className="ck-hidden">People</div>
          <div className={classes.people} role="group" aria-labelledby={labelId}>
            <MultiPick label="People" options={people} chosen={[...draft.personIds]} onChosen={(personIds) => onDraft({ personIds })} />
          </div>
        </>
      )}
      {problem !== undefined && <p className={classes.problem} role="alert">{problem}</p>}
    </div>
  )
}

function Bounds({ draft, currencies, problems, onDraft }: PartProps & { readonly currencies: readonly string[]; readonly problems: RuleProblems }) {
  return (
    <>
      <div className={classes.pair}>
        <AmountField label="A limit of up to" currency={draft.currency} minor={draft.minor} {...(problems.amount === undefined ? {} : { error: problems.amount })} onAmount={(minor) => onDraft({ minor })} />
        {currencies.length > 1 ? (
          <Select label="Currency" data={[...currencies]} value={draft.currency} onChange={(value) => value !== null && onDraft({ currency: value })} />
        ) : (
          <TextInput label="Times a month and person" inputMode="numeric" maxLength={3} value={draft.perMonth} error={problems.perMonth} onChange={(event) => onDraft({ perMonth: event.currentTarget.value })} />
        )}
      </div>
      <div className={classes.pair}>
        <TextInput label="For at most so many days" inputMode="numeric" maxLength={3} disabled={draft.isAnyLength} value={draft.mostDays} error={problems.mostDays} onChange={(event) => onDraft({ mostDays: event.currentTarget.value })} />
        {currencies.length > 1 && <TextInput label="Times a month and person" inputMode="numeric" maxLength={3} value={draft.perMonth} error={problems.perMonth} onChange={(event) => onDraft({ perMonth: event.currentTarget.value })} />}
        <Checkbox className={classes.anyLength ?? ''} label="However long, also for good" checked={draft.isAnyLength} onChange={(event) => onDraft({ isAnyLength: event.currentTarget.checked })} />
      </div>
    </>
  )
}

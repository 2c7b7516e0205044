import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { plural } from '#renderer/lib/formats.ts'
import type { ApprovalRule } from '#shared/rpc/contract/requests.contract.ts'
import { ruleInput, ruleSentence } from '../model/rule-words.ts'
import { useRequestWords } from '../use-request-words.ts'
import { RuleDialog } from './rule-dialog.tsx'
import classes from '../requests.module.css'

/** What is approved without asking, a sentence a rule. */
export function RulesSection() {
  const rules = useEngineQuery((ask) => ask.requests.rules({}))
  const [edited, setEdited] = useState<ApprovalRule | 'new' | null>(null)
  const add = <Button size="xs" variant="default" leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setEdited('new')}>New rule…</Button>
  return (
    <Section title="Approved by itself" aside="Each is written down in the audit trail." actions={add}>
      <QueryView query={rules}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState size="inline" title="No rule yet">Every request waits for you. A rule lets small ones through: for whom, up to how much, for how long and how often is yours to say.</EmptyState>
          ) : (
            <ul className={classes.list} aria-label="Approval rules">
              {all.map((rule) => <li key={rule.id}><Rule rule={rule} onEdit={() => setEdited(rule)} /></li>)}
            </ul>
          )
        }
      </QueryView>
      <RuleDialog edited={edited} onClose={() => setEdited(null)} />
    </Section>
  )
}

function Rule({ rule, onEdit }: { readonly rule: ApprovalRule; readonly onEdit: () => void }) {
  const words = useRequestWords()
  const toasts = useToasts()
  const save = useEngineCommand((call) => call.requests.saveRule)
  const remove = useEngineCommand((call) => call.requests.deleteRule)
  const sentence = ruleSentence(rule, words.money)
  const turn = (isOn: boolean) => save.run({ ...ruleInput(rule), isOn }).catch(toasts.fail)
  const drop = () => remove.run({ ruleId: rule.id }).then(() => toasts.undo('Rule deleted', () => save.run({ ...ruleInput(rule), ruleId: null })), toasts.fail)
  return (
    <div className={classes.rule} data-off={!rule.isOn || undefined}>
      <Switch checked={rule.isOn} aria-label={`${sentence} On`} onChange={(event) => void turn(event.currentTarget.checked)} />
      <span className={classes.ruleText}>
        <span>{sentence}</span>
        <span className={classes.faint}>{rule.isOn ? '' : 'Off. '}{rule.approvedThisMonth === 0 ? 'Nothing approved by it this month' : `${plural(rule.approvedThisMonth, 'request', 'requests')} approved by it this month`}</span>
      </span>
      <Tooltip label="Change"><ActionIcon aria-label={`Change the rule: ${sentence}`} onClick={onEdit}><IconPencil size={16} stroke={1.6} /></ActionIcon></Tooltip>
      <Tooltip label="Delete"><ActionIcon aria-label={`Delete the rule: ${sentence}`} onClick={() => void drop()}><IconTrash size={16} stroke={1.6} /></ActionIcon></Tooltip>
    </div>
  )
}

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPlus, IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref, PATHS } from '#renderer/lib/links.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { LimitTemplate } from '#shared/rpc/contract/limits.contract.ts'
import { sortedTemplates } from '../model/templates.ts'
import { planSentence, type Naming } from '../model/words.ts'
import { useLimitWords } from '../use-limit-words.ts'
import { ApplyTemplate } from './apply-template.tsx'
import classes from './limits.module.css'

/** Sentences kept under a name: used for cards and people, changed, deleted. */
export function TemplatesTab() {
  const naming = useLimitWords()
  const templates = useEngineQuery((ask) => ask.limits.templates({}))
  const [applying, setApplying] = useState<LimitTemplate | null>(null)
  useShortcut('c', 'New template', () => goTo(PATHS.limitEditor))
  const create = <Button component={Link} href={PATHS.limitEditor} size="compact-sm" variant="default" leftSection={<IconPlus size={14} stroke={1.8} />}>New template</Button>
  return (
    <QueryView query={templates}>
      {(list) =>
        list.length === 0 ? (
          <EmptyState icon={IconTemplate} title="No templates yet" action={<Button component={Link} href={PATHS.limitEditor}>New template</Button>}>
            Keep limits that you set again and again under a name, such as “Field sales” or “Software only”, and use them for any card or person.
          </EmptyState>
        ) : (
          <Section title="Templates" actions={create}>
            <ul className={classes.templates}>
              {sortedTemplates(list).map((template) => (
                <li key={template.id}><TemplateRow template={template} naming={naming} onApply={() => setApplying(template)} /></li>
              ))}
            </ul>
            <ApplyTemplate template={applying} onClose={() => setApplying(null)} />
          </Section>
        )
      }
    </QueryView>
  )
}

function TemplateRow({ template, naming, onApply }: { readonly template: LimitTemplate; readonly naming: Naming; readonly onApply: () => void }) {
  const engine = useEngine()
  const toasts = useToasts()
  const remove = () => {
    engine.call.limits.deleteTemplate({ templateId: template.id }).then(
      () => toasts.undo(`Template “${template.name}” is deleted. Cards that were set with it stay as they are.`, () => engine.call.limits.saveTemplate({ templateId: null, name: template.name, plan: template.plan })),
      toasts.fail,
    )
  }
  const edit = limitEditorHref({ templateId: template.id })
  return (
    <article aria-label={template.name}>
      <div>
        <h3>{template.name}</h3>
        <p>{planSentence(template.plan, naming)}</p>
      </div>
      <div className={classes.templateActions}>
        <Button size="compact-sm" variant="default" aria-label={`Use ${template.name} for cards and people`} onClick={onApply}>Use for…</Button>
        <Menu position="bottom-end" width={160} returnFocus withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={`More for ${template.name}`}><IconDots size={16} stroke={1.7} /></ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={Link} href={edit}>Edit</Menu.Item>
            <Menu.Item color="red" onClick={remove}>Delete</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </article>
  )
}

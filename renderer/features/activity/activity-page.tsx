import { Badge, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { readItem } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { AuditTrail } from './components/audit-trail.tsx'
import { ImportHistory } from './components/import-history.tsx'
import { tabHref, tabOf } from './model/tabs.ts'
import classes from './components/activity.module.css'

/** A part of the page that another feature brings. */
export interface ActivityTab {
  readonly id: string
  readonly label: string
  readonly keys: string
  /** How many things in it wait for a person. */
  readonly count?: number
  readonly content: ReactNode
}

/** What came in and went out, and everything that was done here. The address names the tab, or points at one import. */
export function ActivityPage({ before = [] }: { readonly before?: readonly ActivityTab[] }) {
  const search = useSearch()
  const tabs: readonly ActivityTab[] = [
    ...before,
    { id: 'imports', label: 'Imports', keys: 'i', content: <ImportHistory wantedId={readItem(search)} /> },
    { id: 'audit', label: 'Audit trail', keys: 'a', content: <AuditTrail /> },
  ]
  const id = tabOf(search, tabs.map((tab) => tab.id))
  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label="Which activity"
      value={id}
      onChange={(tab) => goTo(tabHref(tab))}
      data={tabs.map((tab) => ({ value: tab.id, label: <TabLabel tab={tab} /> }))}
    />
  )
  return (
    <PageFrame key={id} toolbar={toolbar}>
      {tabs.map((tab) => <TabKey key={tab.id} tab={tab} />)}
      {tabs.find((tab) => tab.id === id)?.content}
    </PageFrame>
  )
}

function TabLabel({ tab: { label, count = 0 } }: { readonly tab: ActivityTab }) {
  if (count === 0) return label
  return <span className={classes.tab}>{label} <Badge size="xs" circle variant="filled" aria-label={`${count} need you`}>{count}</Badge></span>
}

function TabKey({ tab }: { readonly tab: ActivityTab }) {
  useShortcut(tab.keys, tab.label, () => goTo(tabHref(tab.id)))
  return null
}

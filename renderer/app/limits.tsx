import { Badge, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { DeclineList } from '#renderer/features/declines/components/decline-list.tsx'
import { LimitsOverview } from '#renderer/features/limits/limits-overview.tsx'
import { TemplatesTab } from '#renderer/features/limits/components/templates-tab.tsx'
import { RequestList } from '#renderer/features/requests/components/request-list.tsx'
import { RulesSection } from '#renderer/features/requests/components/rules-section.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitsHref, type LimitsTab } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { LIMITS_TABS, limitsTabOf } from './limits-tabs.ts'
import { useOpenRequestCount } from './use-open-requests.ts'
import classes from './limits.module.css'

const CONTENT: Readonly<Record<LimitsTab, () => ReactNode>> = {
  limits: () => <LimitsOverview />,
  requests: () => <RequestList between={<RulesSection />} />,
  declines: () => <DeclineList cardIds={null} />,
  templates: () => <TemplatesTab />,
}

/** What cards may spend: what is set, what is asked for, what was refused, and what is used again and again. */
export function Limits() {
  const tab = limitsTabOf(useSearch())
  const waiting = useOpenRequestCount()
  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label="Which part of the limits"
      value={tab}
      onChange={(id) => goTo(limitsHref(id as LimitsTab))}
      data={LIMITS_TABS.map(({ id, label }) => ({ value: id, label: id === 'requests' ? <TabLabel label={label} count={waiting} /> : label }))}
    />
  )
  return (
    <PageFrame key={tab} toolbar={toolbar}>
      {LIMITS_TABS.map((one) => <TabKey key={one.id} {...one} />)}
      {CONTENT[tab]()}
    </PageFrame>
  )
}

function TabLabel({ label, count }: { readonly label: string; readonly count: number }) {
  if (count === 0) return label
  return <span className={classes.tab}>{label} <Badge size="xs" circle={count < 10} variant="filled" aria-label={`${count} ${count === 1 ? 'waits' : 'wait'}`}>{count}</Badge></span>
}

function TabKey({ id, label, keys }: (typeof LIMITS_TABS)[number]) {
  useShortcut(keys, label, () => goTo(limitsHref(id)))
  return null
}

import { SegmentedControl } from '@mantine/core'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS, readItem } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { AuditTrail } from './components/audit-trail.tsx'
import { ImportHistory } from './components/import-history.tsx'

const HREFS = { imports: PATHS.activity, audit: `${PATHS.activity}?tab=audit` } as const

/** What came in, and everything that was done here. The address may point at one import. */
export function ActivityPage() {
  const search = useSearch()
  const isAudit = new URLSearchParams(search).get('tab') === 'audit'
  const show = (tab: keyof typeof HREFS) => goTo(HREFS[tab])
  useShortcut('i', 'Imports', () => show('imports'))
  useShortcut('a', 'Audit trail', () => show('audit'))
  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label="Which activity"
      value={isAudit ? 'audit' : 'imports'}
      onChange={(tab) => show(tab === 'audit' ? 'audit' : 'imports')}
      data={[{ value: 'imports', label: 'Imports' }, { value: 'audit', label: 'Audit trail' }]}
    />
  )
  return (
    <PageFrame key={isAudit ? 'audit' : 'imports'} toolbar={toolbar}>
      {isAudit ? <AuditTrail /> : <ImportHistory wantedId={readItem(search)} />}
    </PageFrame>
  )
}

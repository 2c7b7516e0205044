import { SegmentedControl } from '@mantine/core'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { AuditTrail } from './components/audit-trail.tsx'
import { ImportHistory } from './components/import-history.tsx'

/** What came in, and everything that was done here. */
export function ActivityPage() {
  const isAudit = new URLSearchParams(useSearch()).get('tab') === 'audit'
  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label="Which activity"
      value={isAudit ? 'audit' : 'imports'}
      onChange={(tab) => goTo(tab === 'audit' ? `${PATHS.activity}?tab=audit` : PATHS.activity)}
      data={[{ value: 'imports', label: 'Imports' }, { value: 'audit', label: 'Audit trail' }]}
    />
  )
  return <PageFrame toolbar={toolbar}>{isAudit ? <AuditTrail /> : <ImportHistory />}</PageFrame>
}

import { ActivityPage, type ActivityTab } from '#renderer/features/activity/activity-page.tsx'
import { ChangeList } from '#renderer/features/sync/components/change-list.tsx'
import { RunList } from '#renderer/features/sync/components/run-list.tsx'
import { needsYouCount } from '#renderer/features/sync/model/pill.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

/** The activity page with what the sync brings to it, where there is an issuer to be in step with. */
export function Activity() {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const connections = status.data ?? []
  const tabs: readonly ActivityTab[] = [
    { id: 'sync', label: 'Sync', keys: 's', content: <RunList /> },
    { id: 'changes', label: 'Changes', keys: 'w', count: needsYouCount(connections), content: <ChangeList /> },
  ]
  return <ActivityPage before={connections.length > 0 ? tabs : []} />
}

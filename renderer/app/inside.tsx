import { LaunchFiles } from './import-request-provider.tsx'
import { KeptDrafts } from './kept-drafts.tsx'
import { PresenceDialog } from './presence-dialog.tsx'
import { ScopeProvider } from './scope-provider.tsx'
import { Shell } from './shell.tsx'

/** Everything behind the gate. Loaded by itself, so that the way in does not wait for what lies behind it. */
export function Inside() {
  return (
    <ScopeProvider>
      {/* First: its Esc comes before that of whatever opens later. */}
      <PresenceDialog />
      <LaunchFiles />
      <KeptDrafts />
      <Shell />
    </ScopeProvider>
  )
}

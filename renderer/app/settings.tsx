import { BackupsSection } from '#renderer/features/backups/components/backups-section.tsx'
import { WipeSection } from '#renderer/features/backups/components/wipe-section.tsx'
import { AboutRows } from '#renderer/features/diagnostics/components/about-rows.tsx'
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { SecuritySection } from '#renderer/features/vault/components/security-section.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useUnsentWork } from './unsent-work.tsx'

/** The settings with the sections that other features bring to them. */
export function SettingsView() {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const unsent = useUnsentWork()
  const businessName = settings.data?.businessName ?? ''
  return (
    <SettingsPage about={<AboutRows />}>
      <SecuritySection />
      <BackupsSection businessName={businessName} />
      <WipeSection businessName={businessName} unsent={unsent} />
    </SettingsPage>
  )
}

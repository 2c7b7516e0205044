import { AboutRows } from '#renderer/features/diagnostics/components/about-rows.tsx'
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { SecuritySection } from '#renderer/features/vault/components/security-section.tsx'

/** The settings with the sections that other features bring to them. */
export function SettingsView() {
  return (
    <SettingsPage about={<AboutRows />}>
      <SecuritySection />
    </SettingsPage>
  )
}

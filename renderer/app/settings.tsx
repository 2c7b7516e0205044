import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { SecuritySection } from '#renderer/features/vault/components/security-section.tsx'

/** The settings with the sections that other features bring to them. */
export function SettingsView() {
  return (
    <SettingsPage>
      <SecuritySection />
    </SettingsPage>
  )
}

import { SegmentedControl } from '@mantine/core'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useSetTheme } from '#renderer/lib/bridge-hooks.ts'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { ThemeChoice } from '#shared/rpc/bridge.ts'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'

const THEMES: { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const DENSITIES: { readonly value: Settings['density']; readonly label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
]

export function AppearanceSection({ settings, theme }: { readonly settings: Settings; readonly theme: ThemeChoice }) {
  const toasts = useToasts()
  const setTheme = useSetTheme()
  const update = useEngineCommand((call) => call.settings.update)
  return (
    <Section title="Appearance">
      <SettingRow label="Theme" hint="System follows this computer.">
        <SegmentedControl aria-label="Theme" data={THEMES} value={theme} onChange={(value) => void setTheme(value).catch(toasts.fail)} />
      </SettingRow>
      <SettingRow label="Density" hint="Compact fits a third more rows on the screen.">
        <SegmentedControl aria-label="Density" data={DENSITIES} value={settings.density} onChange={(density) => void update.run({ density }).catch(toasts.fail)} />
      </SettingRow>
    </Section>
  )
}

import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useFrame } from '#renderer/lib/bridge-hooks.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { AppearanceSection } from './components/appearance-section.tsx'
import { BusinessSection } from './components/business-section.tsx'

export interface SettingsPageProps {
  /** Sections of other features, between how it looks and where cards come from. */
  readonly children: ReactNode
  /** Rows of other features at the end of *About*. */
  readonly about?: ReactNode
}

export function SettingsPage({ children, about }: SettingsPageProps) {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const frame = useFrame()
  return (
    <PageFrame>
      <QueryView query={settings}>
        {(data) => (
          <>
            <BusinessSection settings={data} />
            <AppearanceSection settings={data} theme={frame.data?.theme ?? 'system'} />
            {children}
            <Section title="Connections">
              <SettingRow label="Where cards come from" hint="Issuers you sign in to, and statement files.">
                <Button component={Link} href={PATHS.connections} variant="default">Show the connections</Button>
              </SettingRow>
            </Section>
            <Section title="About">
              <SettingRow label="Cardkeep" hint={frame.data ? `Runs on Electron ${frame.data.electron}` : undefined}>
                <span className="ck-figure" data-selectable>{frame.data ? `Version ${frame.data.version}` : ''}</span>
              </SettingRow>
              {about}
            </Section>
          </>
        )}
      </QueryView>
    </PageFrame>
  )
}

import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

export function SettingsPage() {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  return (
    <PageFrame>
      <QueryView query={settings}>{(data) => <Section title="Business">{data.businessName}</Section>}</QueryView>
    </PageFrame>
  )
}

import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useFrame } from '#renderer/lib/bridge-hooks.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { ProtectionSection } from './protection-section.tsx'

/** What the settings say about the vault: how it is opened, and when it closes by itself. */
export function SecuritySection() {
  const status = useEngineQuery((ask) => ask.vault.status({}))
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const frame = useFrame()
  return <QueryView query={settings}>{(data) => <QueryView query={status}>{(vault) => <ProtectionSection status={vault} settings={data} followsScreen={frame.data?.followsScreen} />}</QueryView>}</QueryView>
}

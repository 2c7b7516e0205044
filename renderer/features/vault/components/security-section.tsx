import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFrame } from '#renderer/lib/bridge-hooks.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { LockingRows } from './locking-rows.tsx'
import { PassphraseRow } from './passphrase-row.tsx'
import { PinRow } from './pin-row.tsx'
import { ProtectionRow } from './protection-row.tsx'
import { RecoveryKeyRow } from './recovery-key-row.tsx'
import { RekeyRow } from './rekey-row.tsx'

/** What the settings say about the vault: what opens it, and when it closes by itself. */
export function SecuritySection() {
  const status = useEngineQuery((ask) => ask.vault.status({}))
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const frame = useFrame()
  return (
    <QueryView query={settings}>
      {(data) => (
        <QueryView query={status}>
          {(vault) => (
            <>
              <Section title="Security">
                <ProtectionRow status={vault} />
                <PassphraseRow businessName={data.businessName} />
                <PinRow status={vault} />
                <RecoveryKeyRow status={vault} businessName={data.businessName} />
                <RekeyRow />
              </Section>
              <Section title="Locking">
                <LockingRows settings={data} followsScreen={frame.data?.followsScreen} />
              </Section>
            </>
          )}
        </QueryView>
      )}
    </QueryView>
  )
}

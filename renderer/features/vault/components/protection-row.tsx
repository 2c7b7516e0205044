import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { protectionWords } from '../model/protection-words.ts'
import { StateMark } from './state-mark.tsx'

/** What it takes to open the books. */
export function ProtectionRow({ status }: { readonly status: VaultStatus }) {
  const usesBoth = status.protection === 'keychain-and-passphrase'
  return (
    <SettingRow label="Books on this computer" hint={protectionWords(status)}>
      <StateMark needsCare={!usesBoth || status.keychain !== 'available'}>{usesBoth ? 'Passphrase and keychain' : 'Passphrase alone'}</StateMark>
    </SettingRow>
  )
}

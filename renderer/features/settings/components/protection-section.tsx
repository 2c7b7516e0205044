import { Button } from '@mantine/core'
import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { SettingRow } from './setting-row.tsx'
import classes from '../settings.module.css'

const KEYCHAIN_WORDS: Readonly<Record<VaultStatus['keychain'], string>> = {
  available: 'The keychain of this computer works now.',
  locked: 'The keychain of this computer is locked now.',
  absent: 'This computer has no keychain service that Cardkeep could use.',
}

/** What it takes to open the books, in words. */
export function ProtectionSection({ status }: { readonly status: VaultStatus }) {
  const bridge = useBridge()
  const usesBoth = status.protection === 'keychain-and-passphrase'
  const needsCare = !usesBoth || status.keychain !== 'available'
  const Icon = needsCare ? IconAlertTriangle : IconShieldLock
  return (
    <Section title="Protection">
      <SettingRow label="Books on this computer" hint={protectionWords(status)}>
        <span className={classes.state} data-attention={needsCare || undefined}>
          <Icon size={18} stroke={1.6} aria-hidden />
          {usesBoth ? 'Passphrase and keychain' : 'Passphrase alone'}
        </span>
      </SettingRow>
      <SettingRow label="Lock" hint="Ends the part of Cardkeep that holds the key, and with it every key in memory.">
        <Button variant="default" onClick={() => void bridge.lock({})}>Lock now</Button>
      </SettingRow>
    </Section>
  )
}

export function protectionWords({ protection, keychain }: Pick<VaultStatus, 'protection' | 'keychain'>): string {
  if (protection === 'passphrase-only') return `Encrypted; the passphrase alone opens them, because no keychain could be used when they were set up. ${KEYCHAIN_WORDS[keychain]}`
  return `Encrypted; opening them takes your passphrase and a secret in the system’s keychain. ${KEYCHAIN_WORDS[keychain]}${keychain === 'available' ? '' : ' Without it they cannot be opened the next time.'}`
}

import { Button, NativeSelect } from '@mantine/core'
import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { plural } from '#renderer/lib/formats.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { LOCK_MINUTES } from '#shared/domain/lock-minutes.ts'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import classes from '../vault.module.css'

const KEYCHAIN_WORDS: Readonly<Record<VaultStatus['keychain'], string>> = {
  available: 'The keychain of this computer works now.',
  locked: 'The keychain of this computer is locked now.',
  absent: 'This computer has no keychain service that Cardkeep could use.',
}

export interface ProtectionSectionProps {
  readonly status: VaultStatus
  readonly settings: Settings
  /** Whether a lock of the system's screen reaches Cardkeep; undefined while it is not known. */
  readonly followsScreen: boolean | undefined
}

/** What it takes to open the books, and when they close by themselves. */
export function ProtectionSection({ status, settings, followsScreen }: ProtectionSectionProps) {
  const bridge = useBridge()
  const toasts = useToasts()
  const update = useEngineCommand((call) => call.settings.update)
  const choose = (value: string) => {
    const minutes = LOCK_MINUTES.find((choice) => String(choice) === value)
    if (minutes !== undefined) void update.run({ lockAfterMinutes: minutes }).catch(toasts.fail)
  }
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
      <SettingRow label="Lock when nobody is here" hint={lockWords(followsScreen)}>
        <NativeSelect aria-label="Lock when nobody is here" value={String(settings.lockAfterMinutes)} onChange={(event) => choose(event.currentTarget.value)} data={LOCK_MINUTES.map((minutes) => ({ value: String(minutes), label: minutesText(minutes) }))} />
      </SettingRow>
      <SettingRow label="Lock" hint="Ends the part of Cardkeep that holds the key, and with it every key in memory.">
        <Button variant="default" onClick={() => void bridge.lock({})}>Lock now</Button>
      </SettingRow>
    </Section>
  )
}

function minutesText(minutes: number): string {
  return minutes === 60 ? 'After 1 hour' : `After ${plural(minutes, 'minute', 'minutes')}`
}

export function lockWords(followsScreen: boolean | undefined): string {
  const byTime = 'Counts from the last key, click or movement; an import or a sync that runs does not keep the books open.'
  if (followsScreen === undefined) return byTime
  return followsScreen ? `${byTime} Cardkeep also locks when the screen is locked or the computer goes to sleep.` : `${byTime} This desktop does not tell Cardkeep when the screen is locked: here only time and sleep lock it, so choose a short one.`
}

export function protectionWords({ protection, keychain }: Pick<VaultStatus, 'protection' | 'keychain'>): string {
  if (protection === 'passphrase-only') return `Encrypted; the passphrase alone opens them, because no keychain could be used when they were set up. ${KEYCHAIN_WORDS[keychain]}`
  return `Encrypted; opening them takes your passphrase and a secret in the system’s keychain. ${KEYCHAIN_WORDS[keychain]}${keychain === 'available' ? '' : ' Without it they cannot be opened the next time.'}`
}

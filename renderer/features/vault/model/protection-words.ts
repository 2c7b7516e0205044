/** What the settings say about how the books are protected. */
import { plural } from '#renderer/lib/formats.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'

const KEYCHAIN_WORDS: Readonly<Record<VaultStatus['keychain'], string>> = {
  available: 'The keychain of this computer works now.',
  changed: 'The keychain of this computer holds another secret now.',
  locked: 'The keychain of this computer is locked now.',
  absent: 'This computer has no keychain service that Cardkeep could use.',
}

export function protectionWords({ protection, keychain, hasRecoveryKey }: Pick<VaultStatus, 'protection' | 'keychain' | 'hasRecoveryKey'>): string {
  if (protection === 'passphrase-only') return `Encrypted; the passphrase alone opens them, because no keychain could be used when they were set up. ${KEYCHAIN_WORDS[keychain === 'changed' ? 'available' : keychain]}`
  return `Encrypted; opening them takes your passphrase and a secret in the system’s keychain. ${KEYCHAIN_WORDS[keychain]}${keychain === 'available' ? '' : hasRecoveryKey ? ' Without it only the recovery key opens them the next time.' : ' Without it they cannot be opened the next time.'}`
}

export function pinWords({ pin, protection }: Pick<VaultStatus, 'pin' | 'protection'>): string {
  if (protection === 'passphrase-only') return 'Digits are safe only together with a keychain, which these books do not use.'
  if (pin === 'closed') return 'It was wrong five times, so it opens nothing until the books were unlocked with the passphrase.'
  return 'Six digits or more instead of the passphrase, on this computer only. After five wrong ones the passphrase is asked for.'
}

export function recoveryWords({ hasRecoveryKey }: Pick<VaultStatus, 'hasRecoveryKey'>): string {
  return hasRecoveryKey
    ? 'Opens the books when the passphrase is forgotten or the keychain is lost. A new one takes the place of the one you have.'
    : 'Opens the books when the passphrase is forgotten or the keychain is lost. Without one nobody can, not even we.'
}

/** What waits how long until a person is asked again who they are. */
export function presenceText(minutes: number): string {
  return minutes === 0 ? 'Each time' : `After ${plural(minutes, 'minute', 'minutes')}`
}

export function lockText(minutes: number): string {
  return minutes === 60 ? 'After 1 hour' : `After ${plural(minutes, 'minute', 'minutes')}`
}

export function lockWords(followsScreen: boolean | undefined): string {
  const byTime = 'Counts from the last key, click or movement; an import or a sync that runs does not keep the books open.'
  if (followsScreen === undefined) return byTime
  return followsScreen ? `${byTime} Cardkeep also locks when the screen is locked or the computer goes to sleep.` : `${byTime} This desktop does not tell Cardkeep when the screen is locked: here only time and sleep lock it, so choose a short one.`
}

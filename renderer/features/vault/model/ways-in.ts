/** Which ways into a locked vault there are, and what is said about them. */
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'

export type WayIn = 'pin' | 'passphrase'

/** The PIN where it opens, unless the passphrase was chosen. */
export function wayIn({ pin }: Pick<VaultStatus, 'pin'>, chosen: WayIn | null): WayIn {
  return pin === 'set' ? (chosen ?? 'pin') : 'passphrase'
}

/** Why nothing but the recovery key opens; null where something else does. */
export type OnlyRecovery = 'closed' | 'keychain-changed'

export function onlyRecovery({ state, protection, keychain }: Pick<VaultStatus, 'state' | 'protection' | 'keychain'>): OnlyRecovery | null {
  if (state === 'closed') return 'closed'
  return protection === 'keychain-and-passphrase' && keychain === 'changed' ? 'keychain-changed' : null
}

export interface Notice {
  readonly title: string
  readonly text: string
}

const ONLY_RECOVERY: Readonly<Record<OnlyRecovery, Notice & { readonly withKey: string }>> = {
  closed: {
    title: 'The passphrase and the PIN are closed',
    text: 'They were wrong ten times in a row, so they open nothing any more. Nothing in the books is lost, and what waits to be sent still waits.',
    withKey: 'The recovery key opens them, under a new passphrase.',
  },
  'keychain-changed': {
    title: 'The keychain is not the one these books know',
    text: 'It answers, but its part of the key is gone or is another’s: after a reset or on a new computer, for example. Nothing in the books is lost.',
    withKey: 'The recovery key opens them and ties them to the keychain of now.',
  },
}

const WITHOUT_KEY = 'No recovery key was made for them: restore this computer’s keychain from a backup, then check again.'

export function onlyRecoveryNotice(why: OnlyRecovery, { hasRecoveryKey }: Pick<VaultStatus, 'hasRecoveryKey'>): Notice {
  const { title, text, withKey } = ONLY_RECOVERY[why]
  return { title, text: `${text} ${hasRecoveryKey ? withKey : WITHOUT_KEY}` }
}

/** What stands in the way of a vault that needs the keychain, before anything was tried; null where nothing does. */
export function keychainNotice({ protection, keychain }: Pick<VaultStatus, 'protection' | 'keychain'>): Notice | null {
  if (protection !== 'keychain-and-passphrase') return null
  if (keychain === 'locked') return { title: 'The keychain of this computer is locked', text: 'These books need it as well. Unlock it (signing in to the computer again usually does), then check again.' }
  if (keychain === 'absent') return { title: 'The keychain of this computer does not answer', text: 'These books need it as well. Start its service (signing in to the computer again usually does), then check again.' }
  return null
}

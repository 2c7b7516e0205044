/** A place of the operating system's that keeps small secrets. keytar stands behind it today; tests put a map there. */
import type { KeychainState } from '#shared/rpc/control.ts'

export interface KeyVault {
  /** Whether a secret could be kept right now. Never throws, and answers within a few seconds whatever the system does. */
  state(): Promise<KeychainState>
  /** The secret, or null when the keychain answers and has none. Throws `vault.keychain-unavailable`. */
  get(account: string): Promise<string | null>
  /** Throws `vault.keychain-unavailable`. */
  set(account: string, secret: string): Promise<void>
  /** Whether there was one. Throws `vault.keychain-unavailable`. */
  delete(account: string): Promise<boolean>
}

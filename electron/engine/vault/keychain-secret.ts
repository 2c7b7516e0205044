/** The vault's secret in the system's keychain, and its count of attempts there. */
import { randomBytes } from 'node:crypto'
import { AppError } from '#shared/rpc/errors.ts'
import type { KeychainApi } from '#shared/rpc/control.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { AttemptsMirror } from './attempts-store.ts'
import type { Envelope } from './envelope-shape.ts'
import { keychainFingerprint } from './key-derivation.ts'

const SECRET_BYTES = 32

export interface KeychainSecrets {
  /** `changed` where it answers and does not hold what this envelope expects. */
  state(envelope: Envelope | undefined): Promise<VaultStatus['keychain']>
  /** Undefined for a vault that does not use the keychain. Throws `vault.keychain-unavailable`, `vault.keychain-mismatch`. */
  secretOf(envelope: Envelope): Promise<Buffer | undefined>
  /**
   * The secret that a vault is bound to from now on: the one that is there, else a new one; undefined where no keychain answers.
   * Throws `vault.keychain-unavailable` where it was there and then did not keep it.
   */
  bind(vaultId: string): Promise<Buffer | undefined>
  mirrorOf(vault: Pick<Envelope, 'vaultId' | 'keychainCheck'>): AttemptsMirror | undefined
  erase(vaultId: string): Promise<void>
}

export function createKeychainSecrets(host: KeychainApi): KeychainSecrets {
  const attemptsOf = (vaultId: string) => `${vaultId}.attempts`

  async function stored(vaultId: string): Promise<Buffer | undefined> {
    const secret = Buffer.from((await host.keychainGet(vaultId)) ?? '', 'base64')
    return secret.length === SECRET_BYTES ? secret : undefined
  }

  async function fitting(envelope: Envelope): Promise<Buffer | undefined> {
    const secret = await stored(envelope.vaultId)
    return secret && keychainFingerprint(secret, envelope.vaultId) === envelope.keychainCheck ? secret : undefined
  }

  return {
    async state(envelope) {
      const state = await host.keychainState()
      if (state !== 'available' || !envelope || envelope.keychainCheck === null) return state
      return (await fitting(envelope)) ? 'available' : 'changed'
    },
    async secretOf(envelope) {
      if (envelope.keychainCheck === null) return undefined
      const secret = await fitting(envelope)
      if (!secret) throw new AppError('vault.keychain-mismatch', {})
      return secret
    },
    async bind(vaultId) {
      if ((await host.keychainState()) !== 'available') return undefined
      const present = await stored(vaultId)
      if (present) return present
      const secret = randomBytes(SECRET_BYTES)
      await host.keychainSet(vaultId, secret.toString('base64'))
      // Some services take an item and do not keep it; better to learn that now than at the first unlock.
      const kept = await stored(vaultId)
      if (!kept?.equals(secret)) throw new AppError('vault.keychain-unavailable', { state: 'failed' })
      return secret
    },
    mirrorOf({ vaultId, keychainCheck }) {
      if (keychainCheck === null) return undefined
      return { read: () => host.keychainGet(attemptsOf(vaultId)), write: (text) => host.keychainSet(attemptsOf(vaultId), text) }
    },
    async erase(vaultId) {
      if ((await host.keychainState()) !== 'available') return
      await host.keychainDelete(vaultId)
      await host.keychainDelete(attemptsOf(vaultId))
    },
  }
}

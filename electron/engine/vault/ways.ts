/** The ways in: passphrase, PIN, recovery key. Each seals the same database key under a key of its own. */
import { randomInt } from 'node:crypto'
import { RECOVERY_RANDOM_SYMBOLS, recoveryKeyOf } from '#shared/domain/recovery-key.ts'
import { headerOfVersion1 } from './envelope-v1.ts'
import type { DerivedWay, Envelope, KdfParameters, SealedKey } from './envelope-shape.ts'
import { newKdfParameters, recoverySealingKey, sealingKey, type PassphraseHash } from './key-derivation.ts'
import { openKey, sealKey } from './sealed-key.ts'

export type DerivedName = 'passphrase' | 'pin'

export interface Derivation {
  readonly name: DerivedName
  /** The passphrase or PIN as given. */
  readonly given: string
  /** The keychain's, 32 bytes; undefined where the passphrase stands alone. */
  readonly secret: Buffer | undefined
  readonly hash: PassphraseHash
}

/** A passphrase's or PIN's way to this database key, with parameters and salt of its own. */
export async function derivedWay(derivation: Derivation, vaultId: string, databaseKey: Buffer): Promise<DerivedWay> {
  const kdf = newKdfParameters(derivation.secret ? 'keychain-and-passphrase' : 'passphrase-only')
  const sealing = await derived(derivation, vaultId, kdf)
  const way = { kdf, ...sealKey(databaseKey, sealing, belonging(vaultId, derivation.name, kdf)) }
  sealing.fill(0)
  return way
}

/** The database key, or undefined where this is not the passphrase or PIN, or where the envelope has no such way. */
export async function openDerivedWay(derivation: Derivation, envelope: Envelope): Promise<Buffer | undefined> {
  const way = envelope.ways[derivation.name]
  if (way === null) return undefined
  const sealing = await derived(derivation, envelope.vaultId, way.kdf)
  const key = openKey(way, sealing, envelope.version === 1 ? headerOfVersion1(envelope) : belonging(envelope.vaultId, derivation.name, way.kdf))
  sealing.fill(0)
  return key
}

export function newRecoveryKey(): string {
  return recoveryKeyOf(Array.from({ length: RECOVERY_RANDOM_SYMBOLS }, () => randomInt(32)))
}

/** `recoveryKey` in its one spelling (`readRecoveryKey`). */
export function recoveryWay(recoveryKey: string, vaultId: string, databaseKey: Buffer): SealedKey {
  const sealing = recoverySealingKey(recoveryKey, vaultId)
  const way = sealKey(databaseKey, sealing, belonging(vaultId, 'recovery', null))
  sealing.fill(0)
  return way
}

export function openRecoveryWay(recoveryKey: string, vaultId: string, way: SealedKey): Buffer | undefined {
  const sealing = recoverySealingKey(recoveryKey, vaultId)
  const key = openKey(way, sealing, belonging(vaultId, 'recovery', null))
  sealing.fill(0)
  return key
}

async function derived({ name, given, secret, hash }: Derivation, vaultId: string, kdf: KdfParameters): Promise<Buffer> {
  const hashed = await hash(given, kdf)
  const sealing = sealingKey(hashed, secret, vaultId, name)
  hashed.fill(0)
  return sealing
}

/** Binds a sealed key to its vault, its way and its parameters: it opens nowhere else, and not under others. */
function belonging(vaultId: string, name: DerivedName | 'recovery', kdf: KdfParameters | null): string {
  return JSON.stringify(['cardkeep/way/2', vaultId, name, kdf && [kdf.name, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt]])
}

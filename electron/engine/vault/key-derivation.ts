/**
 * From what a person knows (and what the keychain holds) to the key that seals the database key.
 *
 * Argon2id (RFC 9106) over the NFKC form of the passphrase, then HKDF-SHA256 (RFC 5869) to bind the keychain's
 * secret, the vault and the purpose. With the keychain an attacker who has only the files lacks 256 bits and
 * 64 MiB is enough to slow down one who has both; without it the passphrase stands alone and costs 256 MiB a guess.
 */
import { hkdfSync, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { AppError } from '#shared/rpc/errors.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { KdfParameters } from './envelope-shape.ts'

export type Protection = NonNullable<VaultStatus['protection']>

export const protectionOf = (usesKeychain: boolean): Protection => (usesKeychain ? 'keychain-and-passphrase' : 'passphrase-only')

/** Derives 32 bytes from a passphrase; replaceable so that tests can count and speed up the runs. */
export type PassphraseHash = (passphrase: string, parameters: KdfParameters) => Promise<Buffer>

interface Cost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

const MIB = 1_024
const COSTS: Readonly<Record<Protection, Cost>> = {
  'keychain-and-passphrase': { memoryKiB: 64 * MIB, passes: 3, lanes: 4 },
  'passphrase-only': { memoryKiB: 256 * MIB, passes: 3, lanes: 4 },
}
// A file cannot ask for more than this either: the answer would be a machine that stands still.
const CEILING: Cost = { memoryKiB: 1_024 * MIB, passes: 16, lanes: 16 }

const KEY_BYTES = 32
const ALGORITHM_ARGON2ID = 2

/** Parameters of a new vault, with a fresh salt. */
export function newKdfParameters(protection: Protection): KdfParameters {
  return { name: 'argon2id', ...COSTS[protection], salt: randomBytes(16).toString('base64') }
}

/**
 * Refuses parameters weaker than a new vault of this protection gets, or absurdly strong ones.
 *
 * Called before anything is derived, so that a doctored file can neither make a passphrase or PIN cheap to guess nor
 * the app hang. Throws `vault.damaged`.
 */
export function checkKdfParameters(parameters: KdfParameters, protection: Protection): void {
  const floor = COSTS[protection]
  const within = (value: number, low: number, high: number) => value >= low && value <= high
  const sound =
    within(parameters.memoryKiB, floor.memoryKiB, CEILING.memoryKiB) && within(parameters.passes, floor.passes, CEILING.passes) && within(parameters.lanes, 1, CEILING.lanes)
  if (!sound) throw new AppError('vault.damaged', {})
}

/** The form in which a passphrase is rated and derived: the same on every keyboard and system (NIST SP 800-63B-4, 3.1.1.2). */
export function normalisePassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC')
}

/** Argon2id of the passphrase: 32 bytes. */
export const argon2id: PassphraseHash = (passphrase, parameters) =>
  hashRaw(normalisePassphrase(passphrase), {
    algorithm: ALGORITHM_ARGON2ID,
    memoryCost: parameters.memoryKiB,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: KEY_BYTES,
    salt: Buffer.from(parameters.salt, 'base64'),
  })

/** The key that seals the database key. Hash and secret are 32 bytes; `secret` is undefined where the passphrase stands alone. */
export function sealingKey(hash: Buffer, secret: Buffer | undefined, vaultId: string, from: 'passphrase' | 'pin'): Buffer {
  const material = secret ? Buffer.concat([secret, hash]) : Buffer.from(hash)
  const key = Buffer.from(hkdfSync('sha256', material, vaultId, `cardkeep/seal/${secret ? 'keychain+' : ''}${from}/1`, KEY_BYTES))
  material.fill(0)
  return key
}

/** The key that seals the database key under a recovery key: its 140 random bits need no slow derivation. */
export function recoverySealingKey(recoveryKey: string, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(recoveryKey, 'utf8'), vaultId, 'cardkeep/seal/recovery/1', KEY_BYTES))
}

/**
 * Fingerprint by which the keychain's secret is recognised before the passphrase is tried: 16 bytes, base64.
 *
 * The secret is 256 random bits, so that its fingerprint in the readable envelope gives nothing away.
 */
export function keychainFingerprint(secret: Buffer, vaultId: string): string {
  return Buffer.from(hkdfSync('sha256', secret, vaultId, 'cardkeep/keychain-check/1', 16)).toString('base64')
}

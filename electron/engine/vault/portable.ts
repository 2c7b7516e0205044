/** Envelopes that open a vault's key where there is nothing else of it: in a backup on another computer, and with the recovery key. */
import { readRecoveryKey } from '#shared/domain/recovery-key.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { authenticated, isAuthentic } from './envelope-mac.ts'
import type { Envelope } from './envelope-shape.ts'
import { parseEnvelope, serialiseEnvelope } from './envelope.ts'
import { checkKdfParameters, type PassphraseHash } from './key-derivation.ts'
import type { PortableWay } from './vault-keeper.ts'
import { derivedWay, openDerivedWay, openRecoveryWay } from './ways.ts'

/** The text of the vault's envelope without keychain and PIN: the passphrase stands alone and costs accordingly, the recovery key works as it does here. */
export async function portableEnvelopeOf(envelope: Envelope, databaseKey: Buffer, passphrase: string, hash: PassphraseHash): Promise<string> {
  const way = await derivedWay({ name: 'passphrase', given: passphrase, secret: undefined, hash }, envelope.vaultId, databaseKey)
  return serialiseEnvelope(authenticated({ ...envelope, keychainCheck: null, ways: { passphrase: way, pin: null, recovery: envelope.ways.recovery } }, databaseKey))
}

/**
 * A portable envelope and its key (32 bytes). Whoever has the file can try as often as they like, here and elsewhere: nothing is counted.
 *
 * Throws `vault.damaged`, `db.newer-version`, `vault.wrong-passphrase`, `vault.wrong-recovery-key`, `vault.no-recovery-key`.
 */
export async function openPortableEnvelope(text: string, way: PortableWay, hash: PassphraseHash): Promise<{ readonly envelope: Envelope; readonly databaseKey: Buffer }> {
  const envelope = parseEnvelope(Buffer.from(text, 'utf8'))
  if (envelope.keychainCheck !== null) throw new AppError('vault.damaged', {})
  if ('recoveryKey' in way) return { envelope, databaseKey: recoveredKey(envelope, way.recoveryKey) }
  checkKdfParameters(envelope.ways.passphrase.kdf, 'passphrase-only')
  const databaseKey = await openDerivedWay({ name: 'passphrase', given: way.passphrase, secret: undefined, hash }, envelope)
  if (!databaseKey) throw new AppError('vault.wrong-passphrase', { failedAttempts: 0, waitMs: 0 })
  return { envelope, databaseKey: insistOnAuthentic(envelope, databaseKey) }
}

/**
 * The database key (32 bytes) behind a recovery key as typed. Nothing is counted: 140 random bits are not guessed.
 *
 * Throws `vault.no-recovery-key`, `vault.wrong-recovery-key`, and `vault.damaged` where the envelope was altered.
 */
export function recoveredKey(envelope: Envelope, typed: string): Buffer {
  const way = envelope.ways.recovery
  if (way === null) throw new AppError('vault.no-recovery-key', {})
  const read = readRecoveryKey(typed)
  if ('mistyped' in read) throw new AppError('vault.wrong-recovery-key', { mistyped: read.mistyped })
  const databaseKey = openRecoveryWay(read.key, envelope.vaultId, way)
  if (!databaseKey) throw new AppError('vault.wrong-recovery-key', { mistyped: [] })
  return insistOnAuthentic(envelope, databaseKey)
}

function insistOnAuthentic(envelope: Envelope, databaseKey: Buffer): Buffer {
  if (isAuthentic(envelope, databaseKey)) return databaseKey
  databaseKey.fill(0)
  throw new AppError('vault.damaged', {})
}

/** The first format of the envelope: the passphrase was the only way in, and its header was authenticated by it alone. Read, never written. */
import { z } from 'zod'
import { protection } from '#shared/rpc/contract/vault.contract.ts'
import { base64Of, kdfParameters, sealedKey, type Envelope } from './envelope-shape.ts'

const version1 = z
  .strictObject({
    version: z.literal(1),
    vaultId: z.uuid(),
    createdAt: z.number().int().nonnegative(),
    businessName: z.string().min(1).max(120),
    protection,
    kdf: kdfParameters,
    keychainCheck: base64Of(16).nullable(),
    wrap: z.strictObject({ cipher: z.literal('aes-256-gcm'), ...sealedKey.shape }),
  })
  .refine((envelope) => (envelope.protection === 'keychain-and-passphrase') === (envelope.keychainCheck !== null))

/** Undefined where this is no intact envelope of version 1; `body` is the text that `found` was read from. */
export function readVersion1(found: unknown, body: string | undefined): Envelope | undefined {
  const parsed = version1.safeParse(found)
  if (!parsed.success) return undefined
  const { vaultId, createdAt, businessName, keychainCheck, kdf, wrap } = parsed.data
  const envelope: Envelope = { version: 1, vaultId, createdAt, businessName, keychainCheck, ways: { passphrase: { kdf, nonce: wrap.nonce, sealed: wrap.sealed }, pin: null, recovery: null }, mac: '' }
  const canonical = JSON.stringify({ ...fieldsOf(envelope), wrap: { ...fieldsOf(envelope).wrap, sealed: wrap.sealed } })
  return canonical === body ? envelope : undefined
}

/** Additional data of the sealed key: the header's text. */
export const headerOfVersion1 = (envelope: Envelope): string => JSON.stringify(fieldsOf(envelope))

function fieldsOf({ vaultId, createdAt, businessName, keychainCheck, ways }: Envelope) {
  const { name, memoryKiB, passes, lanes, salt } = ways.passphrase.kdf
  return {
    version: 1,
    vaultId,
    createdAt,
    businessName,
    protection: keychainCheck === null ? 'passphrase-only' : 'keychain-and-passphrase',
    kdf: { name, memoryKiB, passes, lanes, salt },
    keychainCheck,
    wrap: { cipher: 'aes-256-gcm', nonce: ways.passphrase.nonce },
  }
}

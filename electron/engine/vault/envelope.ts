/**
 * The vault's envelope: the one file that is readable without the passphrase.
 *
 * It says how to derive the key and carries the database key sealed. On disk it is one line,
 * `{"check":"<sha256 of the envelope's text>","envelope":{…}}`, in exactly one possible spelling: a file that
 * is not byte for byte what `serialiseEnvelope` would write is damaged. The check is no protection against an
 * attacker (AES-GCM over the header is); it tells damage from a wrong passphrase, which the cipher alone cannot.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/rpc/errors.ts'
import { protection } from '#shared/rpc/contract/vault.contract.ts'

export const ENVELOPE_VERSION = 1
const MAX_ENVELOPE_BYTES = 16_384

/** Base64 of exactly this many bytes, in its only canonical spelling. */
const base64Of = (bytes: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64')
    return decoded.length === bytes && decoded.toString('base64') === text
  })

const kdfParameters = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.number().int().positive(),
  passes: z.number().int().positive(),
  lanes: z.number().int().positive(),
  salt: base64Of(16),
})
export type KdfParameters = z.infer<typeof kdfParameters>

const envelopeSchema = z
  .strictObject({
    version: z.literal(ENVELOPE_VERSION),
    vaultId: z.uuid(),
    createdAt: z.number().int().nonnegative(),
    /** The one readable fact about the owner: the unlock screen shows it. */
    businessName: z.string().min(1).max(120),
    protection,
    kdf: kdfParameters,
    /** Fingerprint of the keychain's secret; null where the vault does not use the keychain. */
    keychainCheck: base64Of(16).nullable(),
    wrap: z.strictObject({ cipher: z.literal('aes-256-gcm'), nonce: base64Of(12), sealed: base64Of(48) }),
  })
  .refine((envelope) => (envelope.protection === 'keychain-and-passphrase') === (envelope.keychainCheck !== null))
export type Envelope = Readonly<z.infer<typeof envelopeSchema>>

/** Everything but the sealed key itself. */
export type EnvelopeHeader = Omit<Envelope, 'wrap'> & { readonly wrap: Omit<Envelope['wrap'], 'sealed'> }

/** The header's canonical text, authenticated together with the sealed key: changing any of it makes the key not open. */
export function headerText(header: EnvelopeHeader): string {
  return JSON.stringify(headerFields(header))
}

export function serialiseEnvelope(envelope: Envelope): string {
  const body = envelopeText(envelope)
  return `{"check":"${checkOf(body)}","envelope":${body}}\n`
}

/**
 * Reads an envelope's bytes.
 *
 * Throws `vault.damaged` for anything that is not exactly an envelope, and `db.newer-version` for an intact one
 * that a later version of the app has written.
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  const body = intactBody(bytes)
  const found: unknown = body === undefined ? undefined : parseJson(body)
  const newer = z.object({ version: z.number().int().gt(ENVELOPE_VERSION) }).safeParse(found)
  if (newer.success) {
    throw new AppError('db.newer-version', { found: `vault ${newer.data.version}`, supported: `vault ${ENVELOPE_VERSION}` })
  }
  const parsed = envelopeSchema.safeParse(found)
  if (!parsed.success || envelopeText(parsed.data) !== body) throw new AppError('vault.damaged', {})
  return parsed.data
}

/** The envelope's own text when the frame around it and the check over it are right. */
function intactBody(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_ENVELOPE_BYTES) return undefined
  const text = decodeUtf8(bytes)
  const [, check, body] = /^\{"check":"([0-9a-f]{64})","envelope":(\{.*\})\}\n$/s.exec(text ?? '') ?? []
  return body !== undefined && checkOf(body) === check ? body : undefined
}

function headerFields(header: EnvelopeHeader) {
  const { kdf, wrap } = header
  return {
    version: header.version,
    vaultId: header.vaultId,
    createdAt: header.createdAt,
    businessName: header.businessName,
    protection: header.protection,
    kdf: { name: kdf.name, memoryKiB: kdf.memoryKiB, passes: kdf.passes, lanes: kdf.lanes, salt: kdf.salt },
    keychainCheck: header.keychainCheck,
    wrap: { cipher: wrap.cipher, nonce: wrap.nonce },
  }
}

function envelopeText(envelope: Envelope): string {
  const fields = headerFields(envelope)
  return JSON.stringify({ ...fields, wrap: { ...fields.wrap, sealed: envelope.wrap.sealed } })
}

function checkOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex')
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

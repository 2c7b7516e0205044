/**
 * The vault's envelope: the one file that is readable without any secret.
 *
 * It carries the database key once for each way in, says how each way's key is derived, and is authenticated as a whole by the database key
 * (envelope-mac.ts). On disk it is one line, `{"check":"<sha256 of the envelope's text>","envelope":{…}}`, in exactly one possible spelling: a file
 * that is not byte for byte what `serialiseEnvelope` would write is damaged. The check is no protection against an attacker; it tells damage from
 * a wrong passphrase, which a cipher alone cannot.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/rpc/errors.ts'
import { readVersion1 } from './envelope-v1.ts'
import { base64Of, kdfParameters, sealedKey, type Envelope } from './envelope-shape.ts'

export const ENVELOPE_VERSION = 2
const MAX_ENVELOPE_BYTES = 16_384

const derivedWay = z.strictObject({ kdf: kdfParameters, ...sealedKey.shape })

const envelopeSchema = z
  .strictObject({
    version: z.literal(ENVELOPE_VERSION),
    vaultId: z.uuid(),
    createdAt: z.number().int().nonnegative(),
    businessName: z.string().min(1).max(120),
    keychainCheck: base64Of(16).nullable(),
    ways: z.strictObject({ passphrase: derivedWay, pin: derivedWay.nullable(), recovery: sealedKey.nullable() }),
    mac: base64Of(32),
  })
  .refine((envelope) => envelope.ways.pin === null || envelope.keychainCheck !== null)

/** The text that the MAC is taken of: everything but the MAC, in one spelling. */
export function authenticatedText(envelope: Omit<Envelope, 'mac'>): string {
  const { passphrase, pin, recovery } = envelope.ways
  const sealed = ({ nonce, sealed: text }: z.infer<typeof sealedKey>) => ({ nonce, sealed: text })
  const derived = ({ kdf, ...rest }: z.infer<typeof derivedWay>) => ({ kdf: kdfFields(kdf), ...sealed(rest) })
  return JSON.stringify({
    version: ENVELOPE_VERSION,
    vaultId: envelope.vaultId,
    createdAt: envelope.createdAt,
    businessName: envelope.businessName,
    keychainCheck: envelope.keychainCheck,
    ways: { passphrase: derived(passphrase), pin: pin && derived(pin), recovery: recovery && sealed(recovery) },
  })
}

/** Only of one in today's format: an old one is made anew before it is written (vault-keeper.ts). */
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
  const old = readVersion1(found, body)
  if (old) return old
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

function envelopeText(envelope: Envelope): string {
  return `${authenticatedText(envelope).slice(0, -1)},"mac":${JSON.stringify(envelope.mac)}}`
}

function kdfFields({ name, memoryKiB, passes, lanes, salt }: z.infer<typeof kdfParameters>) {
  return { name, memoryKiB, passes, lanes, salt }
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

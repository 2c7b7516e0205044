/** Sealing and opening the database key: AES-256-GCM with the envelope's header as additional data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { headerText, type Envelope, type EnvelopeHeader } from './envelope.ts'

const TAG_BYTES = 16

/** The envelope with the database key (32 bytes) sealed into it under a fresh nonce. */
export function sealKey(header: Omit<EnvelopeHeader, 'wrap'>, databaseKey: Buffer, sealing: Buffer): Envelope {
  const nonce = randomBytes(12)
  const whole: EnvelopeHeader = { ...header, wrap: { cipher: 'aes-256-gcm', nonce: nonce.toString('base64') } }
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(headerText(whole), 'utf8'))
  const sealed = Buffer.concat([cipher.update(databaseKey), cipher.final(), cipher.getAuthTag()])
  return { ...whole, wrap: { ...whole.wrap, sealed: sealed.toString('base64') } }
}

/** The database key, or undefined when this sealing key (or any byte of the header) is not the one it was sealed with. */
export function openKey(envelope: Envelope, sealing: Buffer): Buffer | undefined {
  const sealed = Buffer.from(envelope.wrap.sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(envelope.wrap.nonce, 'base64'), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(headerText(envelope), 'utf8'))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([opened, decipher.final()])
  } catch {
    opened.fill(0)
    return undefined
  }
}

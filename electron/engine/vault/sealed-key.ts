/** Sealing and opening the database key: AES-256-GCM with whatever it belongs to as additional data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SealedKey } from './envelope-shape.ts'

const TAG_BYTES = 16

/** The database key (32 bytes) under a fresh nonce. */
export function sealKey(databaseKey: Buffer, sealing: Buffer, belongsTo: string): SealedKey {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(belongsTo, 'utf8'))
  const sealed = Buffer.concat([cipher.update(databaseKey), cipher.final(), cipher.getAuthTag()])
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') }
}

/** The database key, or undefined when this sealing key (or what it belongs to) is not the one it was sealed with. */
export function openKey(key: SealedKey, sealing: Buffer, belongsTo: string): Buffer | undefined {
  const sealed = Buffer.from(key.sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(key.nonce, 'base64'), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(belongsTo, 'utf8'))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([opened, decipher.final()])
  } catch {
    opened.fill(0)
    return undefined
  }
}

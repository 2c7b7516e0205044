/**
 * The envelope as a whole is authenticated by the database key.
 *
 * Each way in is sealed on its own, so that one can be changed without knowing the others; the MAC holds them together. Whoever has no database key
 * can neither add a way, nor put another name on the unlock screen, nor swap parts of two envelopes, without its being found at the next unlocking.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { authenticatedText } from './envelope.ts'
import type { Envelope } from './envelope-shape.ts'

/** The envelope in today's format, with its MAC. */
export function authenticated(envelope: Omit<Envelope, 'mac' | 'version'>, databaseKey: Buffer): Envelope {
  const whole = { ...envelope, version: 2 } as const
  return { ...whole, mac: macOf(whole, databaseKey).toString('base64') }
}

export function isAuthentic(envelope: Envelope, databaseKey: Buffer): boolean {
  // Version 1 has opened only if its header was right: it is the additional data there.
  if (envelope.version === 1) return true
  const found = Buffer.from(envelope.mac, 'base64')
  const right = macOf(envelope, databaseKey)
  return found.length === right.length && timingSafeEqual(found, right)
}

function macOf(envelope: Omit<Envelope, 'mac'>, databaseKey: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', databaseKey, envelope.vaultId, 'cardkeep/envelope-mac/2', 32))
  const mac = createHmac('sha256', key).update(authenticatedText(envelope), 'utf8').digest()
  key.fill(0)
  return mac
}

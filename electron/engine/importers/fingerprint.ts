/** Account numbers as keyed digests: the same number gives the same key to who has the secret, and nothing to who has not. */
import { createHmac } from 'node:crypto'
import type { Fingerprint } from './parsed-statement.ts'

/** `secret`: at least 32 random bytes that stay with the database; another secret makes other keys for the same accounts. */
export function keyedFingerprint(secret: Uint8Array): Fingerprint {
  return (issuer, accountNumber) => createHmac('sha256', secret).update(issuer).update('\0').update(accountNumber).digest('base64url')
}

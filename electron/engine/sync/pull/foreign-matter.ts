/** What an issuer sends beyond the API is kept for a later version of this app, but never a card number or a security code. */
import { scrubId, scrubText } from '#shared/domain/card-number.ts'

const SECRET_KEY = /^(?:pan|cvv2?|cvc2?|csc|cid|pin|track\d?|(?:card|account)?number|securitycode|password|passcode|secret|(?:access|refresh)?token)$/i
const DEEPEST = 12

/** A copy without keys that hold secrets and without card numbers in any text or number. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (typeof value === 'number') return scrubId(String(value)) === String(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return null
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1))
  const entries = Object.entries(value).filter(([key]) => !SECRET_KEY.test(key.replace(/[^a-z\d]/gi, '')))
  return Object.fromEntries(entries.map(([key, inner]) => [scrubText(key), withoutSecrets(inner, depth + 1)]))
}

const ENOUGH_DIGITS = /\d(?:[ -]?\d){11}/

/** A text of the issuer without card numbers; nearly all have no number that could be one. */
export function scrubbed(text: string): string {
  return ENOUGH_DIGITS.test(text) ? scrubText(text) : text
}

/**
 * Numbers of the sandbox's made-up cards, worked out from the seed whenever one is needed and never stored.
 *
 * They pass the check digit, so that forms take them; the digits that would name an issuer are zeros.
 */
import { createHash } from 'node:crypto'

const PREFIX: Readonly<Record<string, string>> = { amex: '370000', visa: '400000', mastercard: '520000', discover: '601100' }

export function cardNumber(seed: number, cardId: string, network: string): string {
  const prefix = PREFIX[network] ?? '400000'
  const length = network === 'amex' ? 15 : 16
  const digest = createHash('sha256').update(`${seed}:${cardId}`).digest()
  const body = [...digest].slice(0, length - prefix.length - 1).map((byte) => String(byte % 10)).join('')
  const digits = prefix + body
  return digits + checkDigit(digits)
}

/** Luhn (ISO/IEC 7812-1 annex B). */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** Five for American Express, four for the others. */
export function lastDigitsOf(number: string, network: string): string {
  return number.slice(network === 'amex' ? -5 : -4)
}

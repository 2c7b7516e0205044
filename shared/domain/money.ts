/**
 * Money as integer minor units with its currency.
 *
 * The only file that knows how many minor units a currency has. One internal sign everywhere: a charge is
 * negative (it lowers what the cardholder has), a payment or refund is positive.
 */

export interface Money {
  /** Signed integer in the currency's minor unit (cents for USD, yen for JPY, fils for KWD). */
  readonly minor: number
  /** ISO 4217 alphabetic code, upper case. */
  readonly currency: string
}

/**
 * Largest amount accepted anywhere, in minor units.
 *
 * Sums of 1,000 such amounts are still exact integers in a double (2^53), which leaves head-room for
 * every total the app shows.
 */
export const MAX_MINOR = 2 ** 43

// ISO 4217: currencies whose minor unit is not a hundredth.
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}

/** Number of decimals of a currency (ISO 4217); 2 for those not listed as different. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2
}

/** True for a string that has the form of a currency code; it says nothing about whether the currency exists. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

export interface ParsedDecimal {
  readonly minor: number
  /** False when the text had non-zero digits beyond the currency's decimals and was rounded half away from zero. */
  readonly exact: boolean
}

/**
 * Minor units of a plain decimal such as "-1234.5" ("." as separator, no grouping).
 *
 * Works on digits, never on floats, in one pass without garbage (imports read hundreds of thousands). Digits beyond the currency's
 * exponent are rounded half away from zero.
 * Returns undefined when the text is not a plain decimal or is larger than MAX_MINOR: the caller knows the line to name.
 */
export function minorFromDecimal(text: string, currency: string): ParsedDecimal | undefined {
  const exponent = currencyExponent(currency)
  const first = text.charCodeAt(0)
  const start = first === MINUS || first === PLUS ? 1 : 0
  const point = text.indexOf('.')
  const wholeEnd = point === -1 ? text.length : point
  const fraction = point === -1 ? 0 : text.length - point - 1
  if (wholeEnd - start + fraction === 0) return undefined
  const kept = Math.min(exponent, fraction)
  const keptEnd = wholeEnd + 1 + kept
  let magnitude = withDigits(0, text, start, wholeEnd)
  magnitude = withDigits(magnitude, text, wholeEnd + 1, keptEnd)
  for (let missing = exponent - kept; missing > 0; missing--) magnitude *= 10
  const rest = digitsKind(text, keptEnd)
  if (rest === 'none' || Number.isNaN(magnitude)) return undefined
  magnitude += text.charCodeAt(keptEnd) >= FIVE ? 1 : 0
  if (magnitude > MAX_MINOR) return undefined
  return { minor: first === MINUS && magnitude !== 0 ? -magnitude : magnitude, exact: rest === 'zeros' }
}

const MINUS = 45
const PLUS = 43
const ZERO = 48
const FIVE = 53

/** `value` with the digits of a range appended; NaN where one is no digit or the number grows too large. */
function withDigits(value: number, text: string, start: number, end: number): number {
  let result = value
  for (let at = start; at < end && result <= MAX_MINOR; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    result = result * 10 + digit
  }
  return result <= MAX_MINOR ? result : Number.NaN
}

/** Whether the text from `start` on is zeros only (or nothing), digits, or not digits at all. */
function digitsKind(text: string, start: number): 'zeros' | 'digits' | 'none' {
  let kind: 'zeros' | 'digits' = 'zeros'
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (!(digit >= 0 && digit <= 9)) return 'none'
    if (digit !== 0) kind = 'digits'
  }
  return kind
}

/** Plain decimal text of minor units: `decimalText(-1205, 'USD')` is "-12.05". Inverse of minorFromDecimal. */
export function decimalText(minor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** The next whole unit, away from zero: 1,940.10 becomes 1,941. */
export function roundedUp(minor: number, currency: string): number {
  const unit = 10 ** currencyExponent(currency)
  return Math.sign(minor) * Math.ceil(Math.abs(minor) / unit) * unit
}

/** The number itself, or a RangeError when it is no longer an exact integer. */
export function safeMinor(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('Amount is not an exact integer of minor units')
  return value
}

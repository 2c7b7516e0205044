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
 * Works on digits, never on floats. Digits beyond the currency's exponent are rounded half away from zero.
 * Returns undefined when the text is not a plain decimal or is larger than MAX_MINOR: the caller knows the line to name.
 */
export function minorFromDecimal(text: string, currency: string): ParsedDecimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  const exponent = currencyExponent(currency)
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0')
  const rest = fraction.slice(exponent)
  const digits = (whole + kept).replace(/^0+/, '')
  if (digits.length > 14) return undefined
  const roundUp = rest !== '' && rest.charCodeAt(0) >= 53 ? 1 : 0
  const magnitude = (digits === '' ? 0 : Number(digits)) + roundUp
  if (magnitude > MAX_MINOR) return undefined
  const minor = sign === '-' && magnitude !== 0 ? -magnitude : magnitude
  return { minor, exact: !/[1-9]/.test(rest) }
}

/** Plain decimal text of minor units: `decimalText(-1205, 'USD')` is "-12.05". Inverse of minorFromDecimal. */
export function decimalText(minor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Throws when two amounts of different currencies would be added: there is no such sum without a rate. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${a.currency} and ${b.currency}`)
  return { minor: safeMinor(a.minor + b.minor), currency: a.currency }
}

/** The number itself, or a RangeError when it is no longer an exact integer. */
export function safeMinor(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('Amount is not an exact integer of minor units')
  return value
}

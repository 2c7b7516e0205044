/**
 * Amounts as statement files write them, to integer minor units.
 *
 * Nothing is guessed: a text that is not clearly one number is undefined, and the caller refuses the row. What may separate
 * decimals is the file format's or layout's business, because "1,234" is 1.234 in OFX and 1234 in an American CSV.
 */
import { minorFromDecimal } from '#shared/domain/money.ts'
import type { ParsedDecimal } from '#shared/domain/money.ts'

/** '.': comma groups thousands; ',': the reverse; 'auto': a lone separator is the decimal one, the last of two kinds is. */
export type DecimalStyle = '.' | ',' | 'auto'

/**
 * OFX amount: optional sign, digits, "." or "," as decimal separator, never a currency sign (OFX 2.1.1 section 3.2.9.1).
 * Thousands separators are against the specification and accepted where they are unmistakable.
 */
export function parseOfxAmount(text: string, currency: string): ParsedDecimal | undefined {
  return toMinor(plainDecimal(text, 'auto'), currency)
}

/**
 * CSV amount: also "$1,234.50", "-$12.00", "$-12.00", "(45.20)", "12.00-", "+ £5.00", "US$7".
 * Undefined for formulas, exponents ("1.0e5") and anything else that is not one number.
 */
export function parseCsvAmount(text: string, currency: string, style: DecimalStyle): ParsedDecimal | undefined {
  const bare = bareNumber(text)
  return bare === undefined ? undefined : toMinor(plainDecimal(bare, style), currency)
}

/** Banks write up to fourteen decimals; more are no amount, and might be a card number behind a point. */
const MAX_DECIMALS = 14

function toMinor(plain: string | undefined, currency: string): ParsedDecimal | undefined {
  if (plain === undefined) return undefined
  const point = plain.indexOf('.')
  return point !== -1 && plain.length - point - 1 > MAX_DECIMALS ? undefined : minorFromDecimal(plain, currency)
}

const PREFIX = /^([+-]?) ?(?:[A-Z]{0,3}[$£€¥₹]|[A-Z]{3} )? ?([+-]?) ?(?=[\d.,])/u

function bareNumber(text: string): string | undefined {
  let body = text.replace(/[\u00A0\u202F]/g, ' ').replaceAll('\u2212', '-').trim()
  let negative = false
  if (body.startsWith('(') && body.endsWith(')')) {
    negative = true
    body = body.slice(1, -1).trim()
  }
  const prefix = PREFIX.exec(body)
  if (!prefix) return undefined
  const signs = `${prefix[1] ?? ''}${prefix[2] ?? ''}`
  if (signs.length > 1) return undefined
  body = body.slice(prefix[0].length)
  let sign = signs
  if (body.endsWith('-')) {
    if (sign !== '') return undefined
    sign = '-'
    body = body.slice(0, -1).trim()
  }
  if (negative && sign !== '') return undefined
  return `${negative ? '-' : sign}${body}`
}

/** Plain decimal with "." and no grouping, or undefined where the separators do not make one number. */
export function plainDecimal(text: string, style: DecimalStyle): string | undefined {
  if (style !== ',' && isPlain(text)) return text
  const body = text.trim()
  const decimal = style === 'auto' ? decimalOf(body, body.indexOf('.'), body.indexOf(',')) : style
  return ungrouped(body, decimal)
}

/** Sign, digits and at most one point: what nearly every amount is. */
function isPlain(text: string): boolean {
  let points = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) continue
    if (code === 46 && points === 0) points++
    else if (at > 0 || (code !== 45 && code !== 43)) return false
  }
  return true
}

/** Which separator is the decimal one; '' where the only kind present repeats and so must group. */
function decimalOf(body: string, point: number, comma: number): string {
  if (point !== -1 && comma !== -1) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
  const only = point === -1 ? ',' : '.'
  return body.indexOf(only) === body.lastIndexOf(only) ? only : ''
}

function ungrouped(body: string, decimal: string): string | undefined {
  const split = decimal === '' ? -1 : body.lastIndexOf(decimal)
  if (split !== -1 && body.indexOf(decimal) !== split) return undefined
  const whole = wholeDigits(split === -1 ? body : body.slice(0, split), decimal)
  if (whole === undefined || split === -1) return whole
  const fraction = body.slice(split + 1)
  return /^\d*$/.test(fraction) ? `${whole}.${fraction}` : undefined
}

const GROUPED = /^([+-]?)(\d{1,3})((?:[.,' ]\d{2,3})*)$/

/** Digits before the decimals, with thousands groups of one kind of separator taken out ("1,23" is not a number of hundreds). */
function wholeDigits(text: string, decimal: string): string | undefined {
  if (/^[+-]?\d*$/.test(text)) return text
  const match = GROUPED.exec(text)
  if (!match) return undefined
  const [, sign = '', head = '', groups = ''] = match
  const separators = new Set(groups.replace(/\d/g, ''))
  if (separators.size !== 1 || separators.has(decimal) || !/\D\d{3}$/.test(groups)) return undefined
  return `${sign}${head}${groups.replace(/\D/g, '')}`
}

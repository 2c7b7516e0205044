/**
 * Card numbers: recognising them in text so that none is ever stored, shown or logged.
 *
 * PCI DSS 4.0.1 req. 3.4.1 lets an application show only the digits the task needs; here that is the last four, and five for
 * American Express, whose own exports name cards by their last five.
 */

export type CardBrand = 'amex' | 'visa' | 'mastercard' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'maestro'

interface BrandRange {
  readonly brand: CardBrand
  /** First and last value of the four leading digits, both included. */
  readonly from: number
  readonly to: number
  readonly lengths: readonly number[]
}

// ISO/IEC 7812 ranges as card networks publish them. More specific ranges stand first: the first that fits wins.
const RANGES: readonly BrandRange[] = [
  { brand: 'amex', from: 3400, to: 3499, lengths: [15] },
  { brand: 'amex', from: 3700, to: 3799, lengths: [15] },
  { brand: 'discover', from: 6011, to: 6011, lengths: [16, 17, 18, 19] },
  { brand: 'discover', from: 6440, to: 6499, lengths: [16, 17, 18, 19] },
  { brand: 'discover', from: 6500, to: 6599, lengths: [16, 17, 18, 19] },
  { brand: 'unionpay', from: 6200, to: 6299, lengths: [16, 17, 18, 19] },
  { brand: 'maestro', from: 5018, to: 5018, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'maestro', from: 5020, to: 5020, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'maestro', from: 5038, to: 5038, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'maestro', from: 6304, to: 6304, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'maestro', from: 6759, to: 6763, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'mastercard', from: 5100, to: 5599, lengths: [16] },
  { brand: 'mastercard', from: 2221, to: 2720, lengths: [16] },
  { brand: 'jcb', from: 3528, to: 3589, lengths: [16, 17, 18, 19] },
  { brand: 'diners', from: 3000, to: 3059, lengths: [14, 16, 19] },
  { brand: 'diners', from: 3600, to: 3699, lengths: [14, 16, 19] },
  { brand: 'diners', from: 3800, to: 3999, lengths: [14, 16, 19] },
  { brand: 'visa', from: 4000, to: 4999, lengths: [13, 16, 19] },
]

const ZERO = 48
const NINE = 57
const MIN_DIGITS = 12
const MAX_DIGITS = 19
/** An acquirer reference number: 23 digits, the first of which names its format. Never a card number. */
const ARN_DIGITS = 23

/** Luhn check of a string of digits (ISO/IEC 7812-1 annex B). False for anything but digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  let twice = false
  for (let i = digits.length - 1; i >= 0; i--) {
    let digit = digits.charCodeAt(i) - ZERO
    if (digit < 0 || digit > 9) return false
    if (twice) {
      digit += digit
      if (digit > 9) digit -= 9
    }
    sum += digit
    twice = !twice
  }
  return digits.length > 0 && sum % 10 === 0
}

/** The network that a number's leading digits belong to; null where none does. Says nothing about length or check digit. */
export function brandOf(digits: string): CardBrand | null {
  return rangeOf(digits)?.brand ?? null
}

/** True for digits of a known network's prefix and length that pass the check digit. */
export function isCardNumber(digits: string): boolean {
  const range = rangeOf(digits)
  return range !== undefined && range.lengths.includes(digits.length) && passesLuhn(digits)
}

function rangeOf(digits: string): BrandRange | undefined {
  if (digits.length < 4) return undefined
  const head = Number(digits.slice(0, 4))
  for (const range of RANGES) if (head >= range.from && head <= range.to) return range
  return undefined
}

/** What may be shown of a number: its last five digits for American Express, else its last four. */
export function lastDigitsOf(digits: string): string {
  const amex = digits.length === 15 && brandOf(digits) === 'amex'
  return digits.slice(amex ? -5 : -4)
}

/** "··71002", "··1234". */
export function maskDigits(digits: string): string {
  return `··${lastDigitsOf(digits)}`
}

/**
 * Text with every card number in it replaced by its mask.
 *
 * Masks each run of 12 to 19 digits that passes the check digit, whatever its prefix (a reference that passes by chance is
 * masked as well: the safe side), numbers written in groups (4-4-4-4, 4-6-5), and card numbers at either end of a longer run.
 */
export function scrubText(text: string): string {
  return replaceNumbers(text, 'text', maskDigits)
}

/**
 * True where an identifier contains a card number of a known network.
 *
 * Stricter than `scrubText`, because identifiers of 18 to 23 digits are common and must stay usable: the prefix, length and
 * check digit of a network must all fit, and a 23-digit acquirer reference is never one.
 */
export function idContainsCardNumber(id: string): boolean {
  return scrubId(id) !== id
}

/** An identifier with the card numbers of known networks in it masked. */
export function scrubId(id: string): string {
  return replaceNumbers(id, 'id', maskDigits)
}

type Scope = 'text' | 'id'

function replaceNumbers(text: string, scope: Scope, mask: (digits: string) => string): string {
  let result = ''
  let copied = 0
  let at = 0
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at++
      continue
    }
    const end = runEnd(text, at)
    const found = grouped(text, at, end) ?? inRun(text.slice(at, end), at, scope)
    if (found) {
      result += text.slice(copied, found.start) + mask(found.digits)
      copied = found.end
    }
    at = Math.max(end, found?.end ?? end)
  }
  return copied === 0 ? text : result + text.slice(copied)
}

interface Found {
  readonly start: number
  readonly end: number
  readonly digits: string
}

function inRun(run: string, start: number, scope: Scope): Found | undefined {
  const length = run.length
  if (length < MIN_DIGITS) return undefined
  if (length <= MAX_DIGITS && (isCardNumber(run) || (scope === 'text' && passesLuhn(run)))) {
    return { start, end: start + length, digits: run }
  }
  if (length <= MIN_DIGITS || length === ARN_DIGITS) return undefined
  return atHead(run, start) ?? atTail(run, start)
}

function atHead(run: string, start: number): Found | undefined {
  for (const size of rangeOf(run)?.lengths ?? []) {
    const head = run.slice(0, size)
    if (size < run.length && passesLuhn(head)) return { start, end: start + size, digits: head }
  }
  return undefined
}

function atTail(run: string, start: number): Found | undefined {
  for (let size = Math.min(MAX_DIGITS, run.length - 1); size >= MIN_DIGITS; size--) {
    const tail = run.slice(-size)
    if (isCardNumber(tail)) return { start: start + run.length - size, end: start + run.length, digits: tail }
  }
  return undefined
}

const GROUPINGS: readonly (readonly number[])[] = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]

function grouped(text: string, start: number, firstEnd: number): Found | undefined {
  if (firstEnd - start !== 4 || !isSeparator(text.charCodeAt(firstEnd))) return undefined
  for (const sizes of GROUPINGS) {
    const found = matchGroups(text, start, sizes)
    if (found && passesLuhn(found.digits)) return found
  }
  return undefined
}

function matchGroups(text: string, start: number, sizes: readonly number[]): Found | undefined {
  let at = start
  let digits = ''
  for (const [index, size] of sizes.entries()) {
    if (index > 0) {
      if (!isSeparator(text.charCodeAt(at))) return undefined
      at++
    }
    const end = runEnd(text, at)
    if (end - at !== size) return undefined
    digits += text.slice(at, end)
    at = end
  }
  return { start, end: at, digits }
}

function runEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  return end
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 45 || code === 46 || code === 160
}

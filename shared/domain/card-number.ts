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
/** Shorter card numbers (old Visa, Diners, Maestro) are looked for only where they stand alone: inside longer numbers they occur by chance. */
const MIN_GLUED_DIGITS = 15
/** An acquirer reference number: 23 digits, the last of which checks the others (Luhn). Never a card number. */
const ARN_DIGITS = 23

/** Lengths that numbers with these four leading digits have, as bits; 0 where no network begins so. A table, because every identifier of a file is looked at. */
const LENGTH_BITS: Readonly<Uint32Array> = Uint32Array.from({ length: 10_000 }, (_, lead) => {
  const range = RANGES.find(({ from, to }) => lead >= from && lead <= to)
  return (range?.lengths ?? []).reduce((bits, length) => bits | (1 << length), 0)
})

/** Luhn check of a string of digits (ISO/IEC 7812-1 annex B). False for anything but digits. */
export function passesLuhn(digits: string): boolean {
  return luhn(digits, 0, digits.length)
}

function luhn(text: string, start: number, end: number): boolean {
  let sum = 0
  let twice = false
  for (let i = end - 1; i >= start; i--) {
    let digit = text.charCodeAt(i) - ZERO
    if (!(digit >= 0 && digit <= 9)) return false
    if (twice) {
      digit += digit
      if (digit > 9) digit -= 9
    }
    sum += digit
    twice = !twice
  }
  return end > start && sum % 10 === 0
}

/** The network that a number's leading digits belong to; null where none does. Says nothing about length or check digit. */
export function brandOf(digits: string): CardBrand | null {
  if (!/^\d{4}/.test(digits)) return null
  const lead = leadOf(digits, 0)
  return RANGES.find(({ from, to }) => lead >= from && lead <= to)?.brand ?? null
}

/** True for digits of a known network's prefix and length that pass the check digit. */
export function isCardNumber(digits: string): boolean {
  return /^\d{4,}$/.test(digits) && isCardAt(digits, 0, digits.length)
}

/** `text` has digits from `start` to `end`. */
function isCardAt(text: string, start: number, end: number): boolean {
  return (lengthBits(text, start) & (1 << (end - start))) !== 0 && luhn(text, start, end)
}

function lengthBits(text: string, start: number): number {
  return LENGTH_BITS[leadOf(text, start)] ?? 0
}

function leadOf(text: string, start: number): number {
  let lead = 0
  for (let i = start; i < start + 4; i++) lead = lead * 10 + text.charCodeAt(i) - ZERO
  return lead
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
 * masked as well: the safe side), numbers written in groups (4-4-4-4, 4-6-5), and card numbers of a network inside longer runs.
 */
export function scrubText(text: string): string {
  return replaceNumbers(text, 'text')
}

/**
 * An identifier with the card numbers of known networks in it masked.
 *
 * Stricter than `scrubText`, because identifiers of 18 to 23 digits are common and must stay usable: the prefix, length and
 * check digit of a network must all fit, and a 23-digit acquirer reference is never one.
 */
export function scrubId(id: string): string {
  return replaceNumbers(id, 'id')
}

type Scope = 'text' | 'id'

interface Found {
  readonly start: number
  readonly end: number
  /** Without separators. */
  readonly digits: string
}

function replaceNumbers(text: string, scope: Scope): string {
  let result = ''
  let copied = 0
  let at = 0
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at++
      continue
    }
    const end = runEnd(text, at)
    const found = end - at === 4 ? grouped(text, at, end) : inRun(text, at, end, scope)
    if (found) {
      result += text.slice(copied, found.start) + maskDigits(found.digits)
      copied = found.end
    }
    at = found?.end ?? end
  }
  return copied === 0 ? text : result + text.slice(copied)
}

function inRun(text: string, start: number, end: number, scope: Scope): Found | undefined {
  const length = end - start
  if (length < MIN_DIGITS) return undefined
  if (length <= MAX_DIGITS && (isCardAt(text, start, end) || (scope === 'text' && luhn(text, start, end)))) return found(text, start, end)
  if (scope === 'id' && isAcquirerReference(text, start, end)) return undefined
  const atEnds = atHead(text, start, end) ?? atTail(text, start, end)
  if (scope === 'text') return atEnds ?? inMiddle(text, start, end)
  // Inside an identifier of usual length every hit would be chance. A longer one is several numbers glued together: it goes as a whole.
  if (length <= ARN_DIGITS) return atEnds
  return atEnds || inMiddle(text, start, end) ? found(text, start, end) : undefined
}

/** 23 digits with a check digit; but banks glue a date and a card number into as many. */
function isAcquirerReference(text: string, start: number, end: number): boolean {
  return end - start === ARN_DIGITS && luhn(text, start, end) && !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(text.slice(start, start + 8))
}

function found(text: string, start: number, end: number): Found {
  return { start, end, digits: text.slice(start, end) }
}

function atHead(text: string, start: number, end: number): Found | undefined {
  const bits = lengthBits(text, start)
  if (bits === 0) return undefined
  for (let size = Math.min(MAX_DIGITS, end - start - 1); size >= MIN_GLUED_DIGITS; size--) {
    if ((bits & (1 << size)) !== 0 && luhn(text, start, start + size)) return found(text, start, start + size)
  }
  return undefined
}

function atTail(text: string, start: number, end: number): Found | undefined {
  for (let size = Math.min(MAX_DIGITS, end - start - 1); size >= MIN_GLUED_DIGITS; size--) {
    if (isCardAt(text, end - size, end)) return found(text, end - size, end)
  }
  return undefined
}

function inMiddle(text: string, start: number, end: number): Found | undefined {
  for (let at = start + 1; at + MIN_GLUED_DIGITS < end; at++) {
    const hit = atHead(text, at, end)
    if (hit) return hit
  }
  return undefined
}

const GROUPINGS: readonly (readonly number[])[] = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]

function grouped(text: string, start: number, firstEnd: number): Found | undefined {
  if (!isSeparator(text.charCodeAt(firstEnd))) return undefined
  for (const sizes of GROUPINGS) {
    const match = matchGroups(text, start, sizes)
    if (match && passesLuhn(match.digits)) return match
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

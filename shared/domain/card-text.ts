/**
 * Card numbers in free text, however they are written.
 *
 * `scrubText` finds numbers in one run or in a network's own groups. People and machines write them in other ways too: with slashes, in
 * pairs, in the digits of another script, with invisible characters between them. All of these are found here.
 */
import { isCardNumber, maskDigits, scrubId, scrubText } from './card-number.ts'

const ENOUGH_DIGITS = /\d(?:\D{0,3}\d){11}/
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/u
/** Twelve to nineteen digits with at most three characters between two of them that are no letters. */
const SPREAD = /(?<!\d)\d(?:[^\p{L}\p{N}]{0,3}\d){11,18}(?![^\p{L}\p{N}]{0,3}\d)/gu

/** The text with every card number in it replaced by its mask; the same string where there is none. */
export function withoutCardNumbers(text: string): string {
  const plain = FOREIGN_DIGIT.test(text) ? withPlainDigits(text) : text
  if (!ENOUGH_DIGITS.test(plain)) return text
  const scrubbed = withoutSpread(scrubText(plain))
  return scrubbed === plain ? text : scrubbed
}

/** The same for an identifier: only numbers that a network would give, because identifiers of many digits are common and must stay usable. */
export function withoutCardNumbersInId(id: string): string {
  const plain = FOREIGN_DIGIT.test(id) ? withPlainDigits(id) : id
  const scrubbed = withoutSpread(scrubId(plain))
  return scrubbed === plain ? id : scrubbed
}

/** Judged as a whole by prefix, length and check digit: a date beside a time has as many digits. */
function withoutSpread(text: string): string {
  const whole = text.replace(SPREAD, (written) => {
    const digits = written.replace(/\D/g, '')
    return isCardNumber(digits) ? maskDigits(digits) : written
  })
  return withoutEvenGroups(whole)
}

interface Group {
  readonly start: number
  readonly digits: string
}

/** Groups of one size with one separator between them, among other figures: `12:30:45 4111/1111/1111/1111`. The last may be shorter. */
function withoutEvenGroups(text: string): string {
  const groups = [...text.matchAll(/\d+/g)].map((match): Group => ({ start: match.index, digits: match[0] }))
  let result = ''
  let copied = 0
  for (let index = 0; index < groups.length; index++) {
    const last = endOfNumber(text, groups, index)
    const [first, end] = [groups[index], groups[last]]
    if (last === index || !first || !end) continue
    const digits = groups.slice(index, last + 1).map((group) => group.digits).join('')
    result += text.slice(copied, first.start) + maskDigits(digits)
    copied = end.start + end.digits.length
    index = last
  }
  return copied === 0 ? text : result + text.slice(copied)
}

const MOST_DIGITS = 19

/** The index of the group that ends a number which begins at `from`; `from` itself where none does. */
function endOfNumber(text: string, groups: readonly Group[], from: number): number {
  const first = groups[from]
  const next = groups[from + 1]
  if (!first || !next) return from
  const separator = text.slice(first.start + first.digits.length, next.start)
  if (separator.length > 3 || /[\p{L}\p{N}]/u.test(separator)) return from
  let digits = first.digits
  let found = from
  for (let at = from + 1; at < groups.length && digits.length < MOST_DIGITS; at++) {
    const [before, group] = [groups[at - 1], groups[at]]
    if (!before || !group || group.digits.length > first.digits.length || text.slice(before.start + before.digits.length, group.start) !== separator) break
    digits += group.digits
    if (isCardNumber(digits)) found = at
    if (group.digits.length < first.digits.length) break
  }
  return found
}

/** Every decimal digit of Unicode as 0 to 9. They stand in rows of ten that begin with zero. */
function withPlainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let value = 0
    let code = digit.codePointAt(0) ?? 0
    while (value < 9 && !isZero(code)) {
      value += 1
      code -= 1
    }
    return String(value)
  })
}

/** Adjacent rows exist (the mathematical digits), so a row's beginning is asked of the character itself. */
function isZero(code: number): boolean {
  return String.fromCodePoint(code).normalize('NFKC') === '0' || !/\p{Nd}/u.test(String.fromCodePoint(code - 1))
}

/** How many card numbers a text holds, for scans: what has a network's prefix and length, and passes the check digit. */
export function findCardNumbers(text: string): readonly string[] {
  const plain = FOREIGN_DIGIT.test(text) ? withPlainDigits(text) : text
  const runs = plain.match(/\d{13,}/g) ?? []
  const inRuns = runs.filter((run) => (run.length <= 19 && isCardNumber(run)) || (run.length > 19 && scrubId(run) !== run))
  const spread = (plain.match(SPREAD) ?? []).map((written) => written.replace(/\D/g, '')).filter((digits) => digits.length >= 13 && isCardNumber(digits))
  const grouped = withoutEvenGroups(plain) === plain ? [] : groupedIn(plain)
  return [...new Set([...inRuns, ...spread, ...grouped])]
}

function groupedIn(text: string): readonly string[] {
  const groups = [...text.matchAll(/\d+/g)].map((match): Group => ({ start: match.index, digits: match[0] }))
  return groups.flatMap((_, index) => {
    const last = endOfNumber(text, groups, index)
    return last === index ? [] : [groups.slice(index, last + 1).map((group) => group.digits).join('')]
  })
}

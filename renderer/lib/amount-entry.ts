/**
 * An amount while it is typed: what it says in this locale, or what is wrong with it.
 *
 * Never guesses by a factor of a thousand: a mark that can only be read one way is read that way, and where the
 * locale's own decimal mark is followed by more digits than the currency has, that is said instead of rounded.
 */
import { currencyExponent, decimalText, MAX_MINOR, minorFromDecimal } from '#shared/domain/money.ts'

export type AmountProblem = 'not-an-amount' | 'decimals' | 'negative' | 'zero' | 'too-large'

export type AmountEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly minor: number }
  | { readonly kind: 'problem'; readonly problem: AmountProblem }

export interface AmountRules {
  readonly currency: string
  readonly locale: string
  /** Largest minor units that are taken; what the app can hold where nothing is said. */
  readonly max?: number
  readonly allowZero?: boolean
}

/** "1,234.50", "$ 1.234,50", "1 234,50 €", "1’234.50", "USD 12": minor units, nothing to read, or the problem. */
export function readAmount(typed: string, rules: AmountRules): AmountEntry {
  const text = typed.trim()
  if (text === '') return { kind: 'empty' }
  const { isNegative, figure } = withoutSigns(text, rules)
  const digits = figure === null ? null : plainDecimal(figure, rules)
  if (digits === null) return problem('not-an-amount')
  if (isNegative) return problem('negative')
  if (digits.fraction.length > currencyExponent(rules.currency)) return problem('decimals')
  const minor = minorFromDecimal(digits.fraction === '' ? digits.whole : `${digits.whole}.${digits.fraction}`, rules.currency)?.minor
  if (minor === undefined || minor > (rules.max ?? MAX_MINOR)) return problem('too-large')
  return minor === 0 && !rules.allowZero ? problem('zero') : { kind: 'amount', minor }
}

/** The text of an amount as this locale writes it, without its currency: the inverse of `readAmount`. */
export function amountEntryText(minor: number, { currency, locale }: Pick<AmountRules, 'currency' | 'locale'>): string {
  const exponent = currencyExponent(currency)
  const decimals = decimalText(minor, currency)
  const isWhole = exponent === 0 || /\.0+$/.test(decimals)
  const format = new Intl.NumberFormat(locale, { numberingSystem: 'latn', minimumFractionDigits: isWhole ? 0 : exponent, maximumFractionDigits: exponent })
  return format.format(decimals as Intl.StringNumericLiteral)
}

/** "$", "€", "CHF": what the locale puts beside the figure. */
export function currencySign({ currency, locale }: Pick<AmountRules, 'currency' | 'locale'>): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

/** What is said under the field. `max`: the largest amount in words, where there is one to name. */
export function amountProblemText(kind: AmountProblem, currency: string, max: string | null = null): string {
  const exponent = currencyExponent(currency)
  switch (kind) {
    case 'not-an-amount':
      return 'This is not an amount. Write it like 1,250 or 99.90.'
    case 'decimals':
      return exponent === 0 ? `${currency} has no decimals.` : `More decimals than ${currency} has: it has ${exponent}.`
    case 'negative':
      return 'It has to be more than nothing: leave the minus out.'
    case 'zero':
      return 'It has to be more than nothing.'
    case 'too-large':
      return max === null ? 'This is more than can be set.' : `The most is ${max}.`
  }
}

function problem(kind: AmountProblem): AmountEntry {
  return { kind: 'problem', problem: kind }
}

/** Minus signs of all kinds, and brackets as accountants write them. */
const NEGATIVE = /^[-−–]|[-−–]$|^\(.*\)$/u
const SPACES = /[\s’'  ]/gu

/** The bare figure without sign, currency and grouping spaces; null where anything else is left. */
function withoutSigns(text: string, rules: AmountRules): { readonly isNegative: boolean; readonly figure: string | null } {
  const marks = [currencySign(rules), rules.currency, '$', '€', '£', '¥'].toSorted((a, b) => b.length - a.length)
  let rest = text
  for (const mark of marks) {
    const at = rest.toLowerCase().indexOf(mark.toLowerCase())
    if (at === -1) continue
    rest = (rest.slice(0, at) + rest.slice(at + mark.length)).trim()
    break
  }
  const isNegative = NEGATIVE.test(rest)
  const bare = rest.replace(/^[+\-−–(]\s*/u, '').replace(/\s*[-−–)]$/u, '')
  return { isNegative, figure: isSpacedRight(bare) ? bare.replaceAll(SPACES, '') : null }
}

/** Spaces only where thousands are: "1 234", never "12 34". */
function isSpacedRight(figure: string): boolean {
  const [whole = ''] = figure.split(/[.,]/)
  const groups = whole.trim().split(SPACES)
  return groups.length === 1 || areGroups(groups)
}

/** One to three digits, then threes; lakhs are written in twos before the last three. */
function areGroups(groups: readonly string[]): boolean {
  const [first = '', ...rest] = groups
  const last = rest.at(-1)
  return /^\d{1,3}$/.test(first) && last !== undefined && /^\d{3}$/.test(last) && rest.slice(0, -1).every((group) => /^\d{2,3}$/.test(group))
}

interface Digits {
  readonly whole: string
  readonly fraction: string
}

function plainDecimal(figure: string, rules: AmountRules): Digits | null {
  if (!/^[\d.,]*\d[\d.,]*$/.test(figure)) return null
  const at = decimalAt(figure, rules)
  const wholePart = at === -1 ? figure : figure.slice(0, at)
  const fraction = at === -1 ? '' : figure.slice(at + 1)
  const groups = wholePart.split(/[.,]/)
  if (groups.length > 1 && !areGroups(groups)) return null
  if (new Set(wholePart.match(/[.,]/g) ?? []).size > 1 || /\D/.test(fraction)) return null
  return { whole: groups.join('') || '0', fraction }
}

/** Where the decimal mark stands; -1 where every mark groups thousands. */
function decimalAt(figure: string, { locale, currency }: AmountRules): number {
  const marks = figure.match(/[.,]/g) ?? []
  const last = Math.max(figure.lastIndexOf('.'), figure.lastIndexOf(','))
  const mark = marks.at(-1)
  if (mark === undefined) return -1
  if (new Set(marks).size === 2) return last
  if (marks.length > 1) return -1
  if (mark === decimalMark(locale)) return last
  // The other mark alone: before exactly three digits it groups, unless the currency has three decimals and the locale groups by neither.
  const groups = figure.length - last - 1 === 3 && /^[1-9]\d{0,2}$/.test(figure.slice(0, last))
  return groups && (currencyExponent(currency) !== 3 || mark === groupMark(locale)) ? -1 : last
}

function part(locale: string, type: 'decimal' | 'group'): string | undefined {
  return new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1_234_567.5).find((one) => one.type === type)?.value
}

const decimalMark = (locale: string): string => part(locale, 'decimal') ?? '.'
const groupMark = (locale: string): string | undefined => part(locale, 'group')

/** A card number while it is typed: grouped as on the card, its network, and what is wrong with it. Nothing here keeps it. */
import { brandOf, isCardNumber, passesLuhn, type CardBrand } from '#shared/domain/card-number.ts'

const MOST_DIGITS = 19
const LEAST_TO_JUDGE = 4

export interface CardNumberEntry {
  readonly brand: CardBrand | null
  /** Enough was typed and it fits: a network's prefix and length, and the check digit. */
  readonly isComplete: boolean
  /** Said while typing only where more typing cannot mend it. */
  readonly problem: string | null
}

export const BRAND_NAMES: Readonly<Record<CardBrand, string>> = {
  amex: 'American Express', visa: 'Visa', mastercard: 'Mastercard', discover: 'Discover', diners: 'Diners Club', jcb: 'JCB', unionpay: 'UnionPay', maestro: 'Maestro',
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').slice(0, MOST_DIGITS)
}

/** "3700 123456 71002" for American Express, groups of four for the others. */
export function groupDigits(digits: string): string {
  const sizes = brandOf(digits) === 'amex' ? [4, 6, 5] : [4, 4, 4, 4, 3]
  const groups: string[] = []
  let at = 0
  for (const size of sizes) {
    if (at >= digits.length) break
    groups.push(digits.slice(at, at + size))
    at += size
  }
  return groups.join(' ')
}

/** Where the caret stands in grouped text once so many digits are before it. */
export function caretAfter(grouped: string, digitsBefore: number): number {
  let seen = 0
  for (const [index, character] of [...grouped].entries()) {
    if (seen === digitsBefore) return index
    if (character !== ' ') seen += 1
  }
  return grouped.length
}

export function readCardNumber(digits: string): CardNumberEntry {
  const brand = brandOf(digits)
  if (isCardNumber(digits)) return { brand, isComplete: true, problem: null }
  return { brand, isComplete: false, problem: problemWhileTyping(digits, brand) }
}

function problemWhileTyping(digits: string, brand: CardBrand | null): string | null {
  if (digits.length < LEAST_TO_JUDGE) return null
  if (brand === null) return 'No card network begins like this.'
  const full = brand === 'amex' ? 15 : 16
  if (digits.length < full) return null
  return passesLuhn(digits) && digits.length > full ? 'These are too many digits for this card.' : 'One of the digits is not right.'
}

/** What is said when the form is sent. */
export function problemOfCardNumber(digits: string): string | null {
  if (digits === '') return 'Type the number on the card.'
  const { isComplete, problem } = readCardNumber(digits)
  if (isComplete) return null
  return problem ?? 'Some digits are missing.'
}

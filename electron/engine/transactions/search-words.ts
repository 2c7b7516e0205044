/**
 * What a person typed into the search field, word by word.
 *
 * A word is looked for anywhere in the charge's texts and in the holder's name. One or two characters are too few for the
 * index: they find the merchants and holders with a word that begins so. A word that reads as an amount ("412.10", "$1,204")
 * also finds charges of that magnitude. Capitals and accents make no difference.
 */
import { currencyExponent, minorFromDecimal } from '#shared/domain/money.ts'
import { matchName } from '#shared/domain/match-name.ts'

export interface SearchWord {
  readonly text: string
  /** The word as names are compared (`matchName`); '' when it is nothing but signs. */
  readonly folded: string
  /** The trigram index knows nothing shorter than three characters. */
  readonly indexed: boolean
  /** Magnitudes that the word may mean, one for each number of decimals that a currency can have. */
  readonly magnitudes: readonly AmountMeaning[]
}

export interface AmountMeaning {
  readonly exponent: number
  readonly minor: number
}

const CURRENCY_OF_EXPONENT = [['JPY', 0], ['USD', 2], ['KWD', 3]] as const
const AMOUNT = /^[-+−]?\p{Sc}?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,3})?$/u

/** Words in the order typed, blanks between them; the same word twice counts once, a lone sign ("&") not at all. */
export function searchWords(text: string): readonly SearchWord[] {
  const words = new Set(text.normalize('NFC').trim().split(/\s+/u).filter((word) => word !== ''))
  return [...words]
    .map((word) => ({ text: word, folded: matchName(word), indexed: [...word].length >= 3, magnitudes: amountMeanings(word) }))
    .filter((word) => word.indexed || word.folded !== '')
}

/** One FTS5 string literal: whatever the word holds, it is text to find and never query syntax. */
export function ftsString(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

/** Codes of the currencies with so many decimals; the usual two are all others. */
export function currenciesWithExponent(exponent: number): readonly string[] {
  return Intl.supportedValuesOf('currency').filter((currency) => currencyExponent(currency) === exponent)
}

function amountMeanings(word: string): readonly AmountMeaning[] {
  if (!AMOUNT.test(word)) return []
  const decimal = word.replace(/[^\d.]/g, '')
  return CURRENCY_OF_EXPONENT.flatMap(([currency, exponent]) => {
    const parsed = minorFromDecimal(decimal, currency)
    return parsed?.exact ? [{ exponent, minor: parsed.minor }] : []
  })
}

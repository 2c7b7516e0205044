/** In a few words, what a preview row says differently from the charge that is known. */
import type { ChargeFacts } from './import-charge.ts'
import { matchName } from './match-name.ts'
import { decimalText } from './money.ts'

export class DifferenceWords {
  readonly #formats = new Map<string, Intl.NumberFormat>()

  /** "was pending", "amount was $41.00", "date was 2026-05-03", 'text was "SQ *CAFE"'. */
  between(known: ChargeFacts, row: ChargeFacts): readonly string[] {
    const words: string[] = []
    if (known.pending && !row.pending) words.push('was pending')
    if (!known.pending && row.pending) words.push('has posted since')
    if (known.amountMinor !== row.amountMinor || known.currency !== row.currency) words.push(`amount was ${this.#money(known.amountMinor, known.currency)}`)
    if (known.postedOn !== row.postedOn) words.push(`date was ${known.postedOn}`)
    if (matchName(known.description) !== matchName(row.description)) words.push(`text was “${known.description}”`)
    return words
  }

  #money(minor: number, currency: string): string {
    const format = this.#formats.get(currency) ?? new Intl.NumberFormat('en-US', { style: 'currency', currency })
    this.#formats.set(currency, format)
    // As on the row itself: a charge is shown without its sign. Text, because a number would be a float.
    return format.format(decimalText(Math.abs(minor), currency) as Intl.StringNumericLiteral)
  }
}

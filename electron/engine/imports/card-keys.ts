/** Which card of an account a row is of: the same key for every way in which files name the card. */
import { cardKey } from '#shared/domain/import-charge.ts'
import type { ParsedTransaction } from '../importers/parsed-statement.ts'

export class CardKeys {
  readonly #known: string[]
  readonly #seen = new Map<string, string>()
  readonly #members = new Map<string, string>()

  /** `known`: `cards.external_key` of the account's stored cards. */
  constructor(known: readonly string[]) {
    this.#known = [...known]
  }

  /** As `cards.external_key` has it or will have it. `accountDigits` name the card of rows that name none. */
  of({ cardDigits, cardMember }: Pick<ParsedTransaction, 'cardDigits' | 'cardMember'>, accountDigits: string | null): string {
    if (cardDigits !== null || cardMember === null) return this.#canonical(cardKey(cardDigits, null, accountDigits))
    const known = this.#members.get(cardMember)
    if (known !== undefined) return known
    const key = this.#canonical(cardKey(null, cardMember, accountDigits))
    this.#members.set(cardMember, key)
    return key
  }

  /** The last four digits of a card that is known by five, or the reverse, are that card where only one fits. */
  #canonical(key: string): string {
    const seen = this.#seen.get(key)
    if (seen !== undefined) return seen
    const fitting = this.#known.filter((other) => other === key || (isDigits(key) && isDigits(other) && (other.endsWith(key) || key.endsWith(other))))
    const canonical = fitting.includes(key) || fitting.length !== 1 ? key : (fitting[0] ?? key)
    this.#seen.set(key, canonical)
    if (!this.#known.includes(canonical)) this.#known.push(canonical)
    return canonical
  }
}

function isDigits(key: string): boolean {
  return /^\d+$/.test(key)
}

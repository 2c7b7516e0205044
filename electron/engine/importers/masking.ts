/** Keeps account and card numbers of one file from leaving the importers. */
import { lastDigitsOf, scrubId, scrubText } from '#shared/domain/card-number.ts'
import { dateTimeLength } from './dates.ts'
import { AMERICAN_EXPRESS } from './issuers.ts'
import type { AccountKind, Fingerprint } from './parsed-statement.ts'

const MASK = '··'
/** Shorter numbers occur in texts by chance. */
const MIN_OWN_DIGITS = 8
const MIN_CARD_DIGITS = 12
const FINGERPRINT_LENGTH = 16

export class Masker {
  private readonly fingerprint: Fingerprint
  private own: readonly string[] = []
  private fewestDigits = MIN_CARD_DIGITS
  private lastId = ''
  private lastMaskedId = ''
  private lastDate = ''
  private lastMaskedDate = ''

  constructor(fingerprint: Fingerprint) {
    this.fingerprint = fingerprint
  }

  /** From now on this number is masked wherever it turns up, card number or not. */
  protect(accountNumber: string): void {
    const number = accountNumber.replace(/[^\dA-Za-z]/g, '')
    if (/^\d+$/.test(number) && number.length >= MIN_OWN_DIGITS && !this.own.includes(number)) {
      this.own = [...this.own, number]
      this.fewestDigits = Math.min(this.fewestDigits, number.length)
      this.lastId = ''
      this.lastMaskedId = ''
      this.lastDate = ''
      this.lastMaskedDate = ''
    }
  }

  /** Fewest digits in a row that make a text worth a look. */
  get threshold(): number {
    return this.fewestDigits
  }

  text(value: string): string {
    return scrubText(this.withoutOwn(value))
  }

  /**
   * An identifier as it is, unless it contains a card number or the account's own: then the number is masked and a keyed fingerprint
   * of the whole identifier added, so that two different ones stay different and the same one stays the same.
   */
  id(value: string): string {
    // A row's reference is often its identifier once more.
    if (value === this.lastId) return this.lastMaskedId
    const masked = scrubId(this.withoutOwn(value))
    this.lastId = value
    this.lastMaskedId = masked === value ? value : `${masked}#${this.fingerprint('id', value).slice(0, FINGERPRINT_LENGTH)}`
    return this.lastMaskedId
  }

  /** A date as it is: with its time it has as many digits as a card number, and may pass for one. What follows it is text. */
  date(value: string): string {
    if (value === this.lastDate) return this.lastMaskedDate
    const kept = dateTimeLength(value)
    this.lastDate = value
    this.lastMaskedDate = value.slice(0, kept) + this.text(value.slice(kept))
    return this.lastMaskedDate
  }

  /** Only the last digits of a number. */
  account(value: string): string {
    return `${MASK}${lastDigits(value, null) ?? ''}`
  }

  private withoutOwn(value: string): string {
    let text = value
    for (const number of this.own) if (text.includes(number)) text = text.replaceAll(number, MASK + lastDigitsOf(number))
    return text
  }
}

/**
 * Last four digits (American Express: five) of an account number or of what an issuer shows of one ("XXXX-1234", "-71002").
 * Null where fewer than two digits end it.
 */
export function lastDigits(accountNumber: string, issuer: string | null): string | null {
  const compact = accountNumber.replace(/[^\dA-Za-z]/g, '')
  const tail = /\d+$/.exec(compact)?.[0] ?? ''
  if (tail.length < 2) return null
  return issuer === AMERICAN_EXPRESS ? tail.slice(-5) : lastDigitsOf(tail)
}

const KIND_WORDS: Readonly<Record<AccountKind, string>> = { card: 'Card', bank: 'Bank account', unknown: 'Account' }

/** "American Express ··71002", "Bank account ··1234". */
export function accountLabel(issuer: string | null, kind: AccountKind, digits: string | null): string {
  const name = issuer ?? KIND_WORDS[kind]
  return digits === null ? name : `${name} ${MASK}${digits}`
}

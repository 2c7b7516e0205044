/**
 * Card numbers and security codes in what an issuer sends: they are taken out before anything else of the app sees the answer, and counted.
 *
 * No object of the API has a field for them (PCI DSS 4.0.1 req. 3.3.1 and 3.5.1), but a server may have a fault, and a person may have
 * written a number into a name or a note.
 */
import { isCardNumber } from '#shared/domain/card-number.ts'
import { findCardNumbers, withoutCardNumbers, withoutCardNumbersInId } from '#shared/domain/card-text.ts'

export interface CardDataLeftOut {
  /** Places in which there was a card number. */
  readonly numbers: number
  /** Places in which there was a security code or a PIN. */
  readonly codes: number
  /** Names of the fields, as the API writes them; at most eight. */
  readonly fields: readonly string[]
}

export interface CardDataSieve {
  /** The parsed JSON without card data. The value itself is changed: it belongs to nobody else yet. */
  sift(json: unknown): unknown
  /** What was found so far; undefined where there was nothing. */
  readonly leftOut: CardDataLeftOut | undefined
}

/** Turns an identifier that is a card number into one that says nothing and stays the same for the same number. */
export type MaskId = (id: string) => string

/** A code is dropped only where its value looks like one: `cid` and `pin` mean other things elsewhere. */
const CODE_FIELDS: ReadonlySet<string> = new Set(['cvv', 'cvv2', 'cvc', 'cvc2', 'csc', 'cid', 'cav2', 'securitycode', 'cardsecuritycode', 'cardverificationvalue', 'verificationvalue'])
const PIN_FIELDS: ReadonlySet<string> = new Set(['pin', 'pinblock', 'cardpin'])
const TRACK_FIELD = /^(?:mag(?:netic)?(?:stripe)?)?track(?:1|2|data|1data|2data)?$/
const ID_FIELD = /^(?:id|.*Ids?|reference|key)$/
/** Opaque to us and given back as they are; one that is a card number is no usable answer. */
const OPAQUE_FIELD = /(?:token|cursor)$/i
const PHONE_FIELD = /phone|mobile|fax/i
/** No telephone number has more (E.164 has 15, but none so long is in use). */
const MOST_PHONE_DIGITS = 13
const CODE_IN_TEXT = /\b(cvv2?|cvc2?|csc|security code)(\W{0,3})\d{3,4}\b/gi
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/
const MOST_FIELDS = 8
/** Of a card number; shorter ones occur among amounts and times. */
const FEWEST_NUMBER_DIGITS = 15
const DEEPEST = 64

export function createCardDataSieve(maskId: MaskId = withoutCardNumbersInId): CardDataSieve {
  return new Sieve(maskId)
}

class Sieve implements CardDataSieve {
  readonly #maskId: MaskId
  readonly #fields = new Set<string>()
  #numbers = 0
  #codes = 0

  constructor(maskId: MaskId) {
    this.#maskId = maskId
  }

  get leftOut(): CardDataLeftOut | undefined {
    if (this.#numbers === 0 && this.#codes === 0) return undefined
    return { numbers: this.#numbers, codes: this.#codes, fields: [...this.#fields] }
  }

  sift(json: unknown): unknown {
    return this.#value(json, '', 0)
  }

  #value(value: unknown, field: string, depth: number): unknown {
    if (typeof value === 'string') return this.#text(value, field)
    if (typeof value === 'number') return this.#number(value, field)
    if (typeof value !== 'object' || value === null) return value
    // Deeper than any object of the API: it cannot be looked through, so it does not come in.
    if (depth >= DEEPEST) return null
    if (Array.isArray(value)) {
      const items = value as unknown[]
      for (let index = 0; index < items.length; index++) items[index] = this.#value(items[index], field, depth + 1)
      return items
    }
    this.#object(value as Record<string, unknown>, depth)
    return value
  }

  #object(object: Record<string, unknown>, depth: number): void {
    for (const name of Object.keys(object)) {
      const before = object[name]
      if (this.#isSecret(name, before)) {
        delete object[name]
        continue
      }
      const after = this.#value(before, name, depth + 1)
      if (after !== before) object[name] = after
      // A map by something: its keys may be anything.
      if (name.length >= 12 && withoutCardNumbers(name) !== name) {
        delete object[name]
        this.#note('numbers', '')
      }
    }
  }

  #isSecret(name: string, value: unknown): boolean {
    if (typeof value !== 'string' && typeof value !== 'number') return false
    const word = name.replace(/[^A-Za-z\d]/g, '').toLowerCase()
    const text = String(value)
    const isCode = (CODE_FIELDS.has(word) && /^\d{3,4}$/.test(text)) || (PIN_FIELDS.has(word) && /^\d{4,12}$/.test(text))
    if (isCode) this.#note('codes', name)
    const isTrack = TRACK_FIELD.test(word) && /\d{12}/.test(text)
    if (isTrack) this.#note('numbers', name)
    return isCode || isTrack
  }

  #number(value: number, field: string): number | null {
    const digits = String(value)
    if (digits.length < FEWEST_NUMBER_DIGITS || !isCardNumber(digits)) return value
    this.#note('numbers', field)
    return null
  }

  #text(text: string, field: string): string | null {
    if (text.length < 3) return text
    const sifted = this.#withoutNumbers(text, field)
    // A reference that only passes the check digit is masked as well, but is no reason to tell on anybody.
    if (sifted !== text && findCardNumbers(text).length > 0) this.#note('numbers', field)
    if (sifted === null || !sifted.includes('c') && !sifted.includes('C')) return sifted
    const withoutCodes = sifted.replace(CODE_IN_TEXT, '$1$2···')
    if (withoutCodes !== sifted) this.#note('codes', field)
    return withoutCodes
  }

  #withoutNumbers(text: string, field: string): string | null {
    if (OPAQUE_FIELD.test(field)) return withoutCardNumbersInId(text) === text || !isCardNumber(text.replace(/\D/g, '')) ? text : null
    if (PHONE_FIELD.test(field) && text.replace(/\P{Nd}/gu, '').length <= MOST_PHONE_DIGITS) return text
    if (!ID_FIELD.test(field)) return withoutCardNumbers(text)
    return withoutCardNumbersInId(text) === text ? text : this.#maskId(text)
  }

  #note(what: 'numbers' | 'codes', field: string): void {
    if (what === 'numbers') this.#numbers += 1
    else this.#codes += 1
    if (this.#fields.size < MOST_FIELDS && FIELD_NAME.test(field)) this.#fields.add(field)
  }
}

/** `fingerprint`: keyed, so that the few open digits of a number cannot be tried out. */
export function maskIdWith(fingerprint: (id: string) => string): MaskId {
  return (id) => `${withoutCardNumbersInId(id).slice(0, 20)}#${fingerprint(id).slice(0, 16)}`
}

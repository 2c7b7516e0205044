/**
 * Whether two texts may name the same merchant, as far as texts can tell.
 *
 * Formats of one bank word a charge differently ("SQ *BLUE BOTTLE COF 415-5551" and "Blue Bottle Coffee"): names are cut off,
 * carry a processor's prefix, a store number or a city. Used only beside an equal date and amount (or a pending charge of the same
 * card), never alone.
 */
import { matchName } from './match-name.ts'

/** Payment processors that put themselves before the merchant's name, and words that many names share. */
const NOT_TELLING: ReadonlySet<string> = new Set([
  'sq', 'tst', 'paypal', 'pp', 'sp', 'py', 'ic', 'dd', 'gglpay', 'aplpay', 'apple', 'pay', 'zettle', 'sumup', 'stripe', 'eb',
  'the', 'and', 'of', 'inc', 'llc', 'ltd', 'co', 'corp', 'gmbh', 'com', 'www', 'http', 'https', 'us', 'usa', 'store', 'shop', 'restaurant', 'cafe', 'bar',
  'purchase', 'payment', 'pos', 'debit', 'credit', 'card', 'recurring', 'online', 'authorization',
])

/** Shortest beginning that counts as the same word or name cut off. */
const MIN_STEM = 4

export function likeMerchant(a: string, b: string): boolean {
  return new MerchantNames().like(a, b)
}

interface TellingName {
  readonly name: string
  readonly words: readonly string[]
  /** The words without what is between them: "blue bottle cof" and "BLUEBOTTLE COFFEE". */
  readonly run: string
}

/** The same for many pairs: what makes a name is worked out once a text. */
export class MerchantNames {
  readonly #names = new Map<string, TellingName>()

  like(a: string, b: string): boolean {
    if (a === b) return true
    const first = this.#of(a)
    const second = this.#of(b)
    if (first.name === second.name) return true
    const { words } = first
    const others = second.words
    if (words.length === 0 || others.length === 0) return false
    if (oneBeginsTheOther(first.run, second.run)) return true
    if (!sameWord(words[0] ?? '', others[0] ?? '')) return false
    const shared = words.filter((word) => others.some((other) => sameWord(word, other))).length
    return shared * 2 >= Math.min(words.length, others.length)
  }

  #of(text: string): TellingName {
    const known = this.#names.get(text)
    if (known) return known
    const name = matchName(text)
    const words = tellingWords(name)
    const telling = { name, words, run: words.join('') }
    this.#names.set(text, telling)
    return telling
  }
}

/** Words with a letter in them that tell one merchant from another; all words where none does. */
function tellingWords(name: string): readonly string[] {
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word))
  const telling = words.filter((word) => !NOT_TELLING.has(word))
  return telling.length > 0 ? telling : words
}

function sameWord(a: string, b: string): boolean {
  return a === b || oneBeginsTheOther(a, b)
}

function oneBeginsTheOther(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= MIN_STEM && (a.startsWith(b) || b.startsWith(a))
}

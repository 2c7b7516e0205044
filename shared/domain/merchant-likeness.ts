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
  const first = matchName(a)
  const second = matchName(b)
  if (first === second) return true
  const words = tellingWords(first)
  const others = tellingWords(second)
  if (words.length === 0 || others.length === 0) return false
  if (oneBeginsTheOther(words.join(''), others.join(''))) return true
  if (!sameWord(words[0] ?? '', others[0] ?? '')) return false
  const shared = words.filter((word) => others.some((other) => sameWord(word, other))).length
  return shared * 2 >= Math.min(words.length, others.length)
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

/**
 * Which category a charge falls into when nobody has said: by its merchant category code, else by the issuer's own word.
 *
 * Data, not rules of an issuer: ranges as in ISO 18245 and DOMAIN.md 5.5. Keys are those of the built-in categories
 * (electron/engine/db/migrations/0010-initial.ts).
 */

export interface CategoryGuess {
  readonly key: string
  readonly source: 'mcc' | 'issuer' | 'none'
}

type Range = readonly [from: number, to: number, key: string]

// The first range that holds the code wins, so single codes stand before the wide ranges around them.
const MCC_RANGES: readonly Range[] = [
  [3000, 3299, 'travel-air'], [4511, 4511, 'travel-air'], [4582, 4582, 'travel-air'],
  [3351, 3441, 'travel-car'], [7512, 7513, 'travel-car'], [7519, 7519, 'travel-car'],
  [3501, 3999, 'lodging'], [7011, 7012, 'lodging'], [7032, 7033, 'lodging'], [4722, 4723, 'travel'],
  [4111, 4112, 'ground-transport'], [4121, 4121, 'ground-transport'], [4131, 4131, 'ground-transport'], [4784, 4784, 'ground-transport'], [4789, 4789, 'ground-transport'], [4411, 4411, 'ground-transport'],
  [5813, 5813, 'alcohol'], [5921, 5921, 'alcohol'], [5811, 5812, 'dining'], [5814, 5814, 'dining'],
  [5541, 5542, 'fuel'], [5983, 5983, 'fuel'], [5552, 5552, 'fuel'],
  [5411, 5411, 'grocery'], [5422, 5499, 'grocery'], [5300, 5300, 'grocery'],
  [5734, 5734, 'software'], [5817, 5818, 'software'], [7372, 7375, 'software'], [5815, 5816, 'entertainment'],
  [5045, 5045, 'electronics'], [5732, 5732, 'electronics'], [5722, 5722, 'electronics'], [7379, 7379, 'professional'],
  [7311, 7311, 'advertising'], [7333, 7333, 'advertising'], [2741, 2741, 'advertising'],
  [5943, 5943, 'office'], [5111, 5111, 'office'], [5021, 5021, 'office'], [5044, 5044, 'office'], [7338, 7338, 'office'], [5046, 5046, 'office'],
  [4812, 4816, 'telecom'], [4821, 4821, 'telecom'], [4899, 4899, 'telecom'],
  [8111, 8111, 'professional'], [8911, 8999, 'professional'], [7276, 7277, 'professional'], [7361, 7361, 'professional'], [7392, 7393, 'professional'], [7349, 7349, 'professional'],
  [4214, 4215, 'shipping'], [9402, 9402, 'shipping'], [4225, 4225, 'shipping'],
  [4900, 4900, 'utilities'], [6513, 6513, 'rent-property'], [6300, 6300, 'insurance'], [5960, 5960, 'insurance'],
  [8211, 8299, 'education'], [8351, 8351, 'education'], [5942, 5942, 'education'], [5192, 5192, 'education'],
  [8011, 8099, 'health'], [4119, 4119, 'health'], [5912, 5912, 'health'], [5047, 5047, 'health'],
  [6010, 6011, 'cash'], [6050, 6051, 'cash'], [4829, 4829, 'cash'], [6012, 6012, 'cash'],
  [7995, 7995, 'gambling'], [7800, 7802, 'gambling'], [9754, 9754, 'gambling'],
  [7829, 7841, 'entertainment'], [7911, 7999, 'entertainment'], [5733, 5733, 'entertainment'], [5735, 5735, 'entertainment'],
  [7523, 7549, 'vehicle'], [5511, 5533, 'vehicle'], [5571, 5599, 'vehicle'], [4468, 4468, 'vehicle'],
  [9211, 9399, 'government'], [9405, 9405, 'government'],
  [5947, 5947, 'gifts'], [5992, 5992, 'gifts'], [8398, 8398, 'gifts'], [8661, 8661, 'gifts'],
  [7210, 7298, 'personal'], [5977, 5977, 'personal'],
  [5968, 5968, 'software'], [5200, 5999, 'retail'], [5013, 5199, 'retail'],
  [1520, 1799, 'professional'], [8641, 8699, 'other'],
]

// Words that the issuers' own category columns use, most telling first. Matched anywhere in the text, without case.
const ISSUER_WORDS: readonly (readonly [word: string, key: string])[] = [
  ['airline', 'travel-air'], ['airfare', 'travel-air'], ['car rental', 'travel-car'], ['auto rental', 'travel-car'], ['lodging', 'lodging'], ['hotel', 'lodging'], ['travel agenc', 'travel'],
  ['fuel', 'fuel'], ['parking', 'vehicle'], ['tolls', 'vehicle'], ['taxi', 'ground-transport'], ['limousine', 'ground-transport'], ['rail', 'ground-transport'], ['transportation', 'ground-transport'],
  ['bar & caf', 'dining'], ['restaurant', 'dining'], ['dining', 'dining'], ['food & drink', 'dining'], ['fast food', 'dining'], ['alcohol', 'alcohol'], ['liquor', 'alcohol'],
  ['gas/automotive', 'fuel'], ['gasoline', 'fuel'], ['gas', 'fuel'], ['groceries', 'grocery'], ['supermarket', 'grocery'], ['warehouse club', 'grocery'],
  ['internet purchase', 'retail'], ['computer', 'electronics'], ['electronics', 'electronics'], ['software', 'software'], ['cloud', 'software'], ['internet service', 'telecom'],
  ['advertising', 'advertising'], ['office', 'office'], ['phone', 'telecom'], ['cable', 'telecom'], ['internet', 'telecom'], ['communications', 'telecom'], ['mailing & shipping', 'shipping'], ['shipping', 'shipping'],
  ['utilit', 'utilities'], ['insurance', 'insurance'], ['education', 'education'], ['health', 'health'], ['medical', 'health'], ['pharmac', 'health'],
  ['entertainment', 'entertainment'], ['automotive', 'vehicle'], ['vehicle', 'vehicle'], ['government', 'government'], ['tax', 'government'], ['gifts & donations', 'gifts'], ['charit', 'gifts'],
  ['gambling', 'gambling'], ['cash advance', 'cash'], ['fees', 'fees'], ['interest', 'fees'], ['personal', 'personal'], ['professional services', 'professional'], ['business services', 'professional'], ['services', 'professional'],
  ['travel', 'travel'], ['merchandise', 'retail'], ['department store', 'retail'], ['shopping', 'retail'], ['wholesale', 'retail'], ['home', 'retail'],
]

/** Category key of a merchant category code; undefined for a code in no range. */
export function categoryOfMcc(mcc: string): string | undefined {
  const code = Number(mcc)
  if (!/^\d{4}$/.test(mcc)) return undefined
  return MCC_RANGES.find(([from, to]) => code >= from && code <= to)?.[2]
}

/** Category key of an issuer's own category text, such as "Restaurant-Bar & Café" or "Gas/Automotive". */
export function categoryOfIssuerText(text: string): string | undefined {
  const lower = text.toLowerCase()
  return ISSUER_WORDS.find(([word]) => lower.includes(word))?.[1]
}

export interface Categorisable {
  readonly type: 'charge' | 'payment' | 'refund' | 'fee' | 'interest' | 'cash' | 'other'
  readonly mcc: string | null
  readonly issuerCategory: string | null
}

/** The guess for a charge of which nothing else is known. Payments, fees and cash say it by their kind. */
export function guessCategory({ type, mcc, issuerCategory }: Categorisable): CategoryGuess {
  const byMcc = mcc === null ? undefined : categoryOfMcc(mcc)
  if (byMcc !== undefined) return { key: byMcc, source: 'mcc' }
  if (type === 'payment') return { key: 'payments', source: 'issuer' }
  if (type === 'fee' || type === 'interest') return { key: 'fees', source: 'issuer' }
  if (type === 'cash') return { key: 'cash', source: 'issuer' }
  const byText = issuerCategory === null ? undefined : categoryOfIssuerText(issuerCategory)
  return byText === undefined ? { key: 'uncategorised', source: 'none' } : { key: byText, source: 'issuer' }
}

/** Activating: what stands on the card in the hand, typed to prove that it arrived. */
import { readExpiry } from '#renderer/lib/card-expiry.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

export interface ActivateEntry {
  readonly lastDigits: string
  readonly expiry: string
}

export type ActivateReading =
  | { readonly input: { readonly lastDigits: string; readonly expiryMonth: number; readonly expiryYear: number } }
  | { readonly problems: { readonly lastDigits?: string; readonly expiry?: string } }

/** American Express prints five at the end of its shorter number. */
export function digitsWanted({ brand, lastDigits }: Pick<Card, 'brand' | 'lastDigits'>): 4 | 5 {
  if (lastDigits !== null) return lastDigits.length === 5 ? 5 : 4
  return brand === 'amex' ? 5 : 4
}

/** Compared with what the issuer said of the card, so that the wrong one is noticed at once. */
export function readActivation(entry: ActivateEntry, card: Pick<Card, 'brand' | 'lastDigits' | 'expiry'>): ActivateReading {
  const wanted = digitsWanted(card)
  const digits = entry.lastDigits.replaceAll(/\s/g, '')
  const expiry = readExpiry(entry.expiry)
  const problems = { ...digitsProblem(digits, wanted, card.lastDigits), ...expiryProblem(expiry, card.expiry) }
  if (expiry === null || Object.keys(problems).length > 0) return { problems }
  return { input: { lastDigits: digits, ...expiry } }
}

function digitsProblem(digits: string, wanted: number, known: string | null): { readonly lastDigits?: string } {
  if (!new RegExp(`^\\d{${wanted}}$`).test(digits)) return { lastDigits: `The last ${wanted === 5 ? 'five' : 'four'} digits on the card.` }
  return known !== null && digits !== known ? { lastDigits: `This card ends in ${known}. Is it another one?` } : {}
}

function expiryProblem(read: ReturnType<typeof readExpiry>, known: Card['expiry']): { readonly expiry?: string } {
  if (read === null) return { expiry: 'Month and year, as printed: 04/30.' }
  const isOther = known !== null && (known.month !== read.expiryMonth || known.year !== read.expiryYear)
  return isOther ? { expiry: 'That is not the date of this card.' } : {}
}

/** What the engine or the issuer found wrong, by field; the rest is no field's. */
export function activationRefusal(field: string | undefined): 'lastDigits' | 'expiry' | null {
  if (field === 'lastDigits') return 'lastDigits'
  return field === 'expiry' || field === 'expiryMonth' || field === 'expiryYear' ? 'expiry' : null
}

/** Charges in other currencies: billed amount, rate and fee. Rates are integers of a millionth, so that no money passes through a float. */
import { currencyExponent } from '#shared/domain/money.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import { CURRENCY, usd } from './world.ts'

type Foreign = NonNullable<Authorization['foreign']>

/** Billing currency per unit of the other, in millionths. */
export function billed(originalMinor: number, currency: string, rateMillionths: number): number {
  const shift = 10 ** (currencyExponent(CURRENCY) - currencyExponent(currency))
  return Math.round((originalMinor * rateMillionths * shift) / 1_000_000)
}

/** "1.084300" of 1084300. */
export function rateText(rateMillionths: number): string {
  const digits = String(rateMillionths).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

export function foreignFee(minor: number, feeBps: number): Foreign['fee'] {
  return feeBps === 0 ? null : usd(Math.round((minor * feeBps) / 10_000))
}

/** The foreign part of a charge whose final amount differs from the authorized one, in proportion. */
export function scaledForeign({ foreign, amount }: Authorization, finalMinor: number): Authorization['foreign'] {
  if (foreign === null || finalMinor === amount.amountMinor) return foreign
  const scale = (minor: number) => Math.round((minor * finalMinor) / amount.amountMinor)
  return { ...foreign, amount: { ...foreign.amount, amountMinor: scale(foreign.amount.amountMinor) }, fee: foreign.fee && usd(scale(foreign.fee.amountMinor)) }
}

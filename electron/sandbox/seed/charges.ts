/** A charge as a terminal or a shop sends it: amounts, currencies, channels, and how it ends. */
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Charge, Ending } from '../issuer/authorize.ts'
import { billed, foreignFee, rateText } from '../issuer/foreign.ts'
import type { World } from '../issuer/world.ts'
import { RATES, type MerchantSeed } from './merchants.ts'
import type { Random } from './random.ts'

export interface Purchase {
  readonly card: Card
  readonly merchant: MerchantSeed
  readonly at: number
  readonly random: Random
  /** In the merchant's currency; else around its middle. */
  readonly minor?: number
}

const REVERSED = 0.006
const EXPIRED = 0.004
const REFUNDED: Readonly<Partial<Record<MerchantSeed['purpose'], number>>> = { office: 0.08, electronics: 0.1, hardware: 0.07, air: 0.08, hotel: 0.03, gifts: 0.06, training: 0.08, software: 0.015, rail: 0.06 }

export function chargeOf(world: World, { card, merchant, at, random, minor }: Purchase): Charge {
  const original = minor ?? rounded(merchant, random)
  const { amount, foreign } = inBillingCurrency(world, card, merchant, original, at)
  return {
    card, at, minor: amount, foreign, channel: merchant.channel, descriptor: descriptorOf(merchant, random),
    merchant: { name: merchant.name, mcc: merchant.mcc, city: merchant.city, country: merchant.country, networkId: networkIdOf(merchant) },
    ending: endingOf(merchant, amount, random),
    ...(random.chance(0.0015) ? { wrong: random.pick(['wrong-expiry', 'wrong-security-code', 'suspected-fraud'] as const) } : {}),
  }
}

/** Cash comes in twenties, tolls in their fixed amount, the rest as it falls. */
function rounded({ purpose, middle, spread }: MerchantSeed, random: Random): number {
  const minor = random.around(middle, spread)
  return purpose === 'cash' ? Math.max(2_000, Math.round(minor / 2_000) * 2_000) : minor
}

function inBillingCurrency(world: World, card: Card, { currency }: MerchantSeed, original: number, at: number): { readonly amount: number; readonly foreign: Charge['foreign'] } {
  const base = currency === undefined ? undefined : RATES[currency]
  if (currency === undefined || base === undefined) return { amount: original, foreign: null }
  const rate = rateOn(base, at)
  const amount = billed(original, currency, rate)
  return { amount, foreign: { amount: { amountMinor: original, currency }, rate: rateText(rate), fee: foreignFee(amount, world.objects.get('product', card.productId).foreignFeeBps) } }
}

/** Rates go up and down by three in a hundred over a year and a little from day to day. */
function rateOn(base: number, at: number): number {
  const day = Math.floor(at / 86_400_000)
  const wave = Math.round(base * 0.03 * Math.sin(day / 58)) + Math.round(base * 0.004 * Math.sin(day / 3.7))
  return base + wave
}

function networkIdOf({ name }: MerchantSeed): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007
  return `M${String(sum).padStart(10, '0')}`
}

/** The words on a statement: capitals, a shop number, the city. */
function descriptorOf({ name, city, country, currency, channel }: MerchantSeed, random: Random): string {
  const number = channel === 'online' ? `*${random.whole(100_000, 999_999)}` : ` #${random.whole(10, 999)}`
  return `${name.toUpperCase()}${number} ${city.toUpperCase()}${currency === undefined ? '' : ` ${country}`}`
}

function endingOf(merchant: MerchantSeed, amount: number, random: Random): Ending {
  if (random.chance(REVERSED)) return { how: 'reverse', inDays: 1 }
  if (random.chance(EXPIRED)) return { how: 'expire' }
  const final = finalAmount(merchant, amount, random)
  const inDays = merchant.purpose === 'hotel' ? random.whole(2, 5) : random.weighted([[1, 6], [2, 3], [3, 1]])
  const refunded = random.chance(REFUNDED[merchant.purpose] ?? 0.006)
  return { how: 'post', inDays, minor: final, ...(refunded ? { refund: { inDays: random.whole(2, 18), minor: random.chance(0.7) ? final : Math.max(1, Math.round(final * 0.4)) } } : {}) }
}

/** A part of an amount, in basis points. */
const share = (amount: number, bps: number): number => Math.round((amount * bps) / 10_000)

/** Tips, pumps and hotel bars: what is claimed is not always what was asked for. */
function finalAmount({ purpose, country }: MerchantSeed, amount: number, random: Random): number {
  if ((purpose === 'dinner' || purpose === 'bar') && country === 'US') return amount + share(amount, random.whole(1_600, 2_400))
  if (purpose === 'taxi' && random.chance(0.4)) return amount + share(amount, random.whole(1_000, 2_000))
  if (purpose === 'fuel') return Math.max(500, amount - random.whole(0, 900))
  if (purpose === 'hotel' && random.chance(0.4)) return amount + random.whole(900, 8_500)
  return amount
}

/** Rewards programmes and offers of the made-up products. */
import { addDays } from '#shared/domain/time.ts'
import type { Offer } from '#shared/gateway/resources/rewards.ts'
import { todayOf, usd, type World } from '../issuer/world.ts'
import type { ProductKey } from './roster.ts'

type Accounts = Readonly<Record<ProductKey, string>>

export function addPrograms(world: World, accounts: Accounts): void {
  const { objects, store } = world
  const rate = (rateHundredths: number, ...categories: readonly string[]) => categories.map((category) => ({ category, rateHundredths }))
  const rest = (rateHundredths: number) => ({ category: null, rateHundredths })
  const id = () => store.nextId('rwo')
  objects.put('rewardsProgram', {
    id: store.nextId('rwp'), name: 'Tidewater Points', unit: 'points', accountIds: [accounts.tidewater], balance: 84_000, pending: 0, expiring: [],
    earnRates: [...rate(400, 'travel-air', 'advertising'), ...rate(300, 'lodging', 'dining'), rest(100)],
    redemptions: [{ id: id(), name: 'Statement credit', kind: 'statement-credit', minimum: 1_000, minorPerThousand: 600 }, { id: id(), name: 'Gift card', kind: 'gift-card', minimum: 5_000, minorPerThousand: 1_000 }],
    partners: [{ id: id(), name: 'Northwind Air Miles', perThousand: 1_000, minimum: 1_000, increment: 1_000 }, { id: id(), name: 'Cirrus Club', perThousand: 800, minimum: 2_000, increment: 500 }],
  })
  objects.put('rewardsProgram', {
    id: store.nextId('rwp'), name: 'Finch Cash Back', unit: 'cash', accountIds: [accounts.finch], balance: 12_350, pending: 0, expiring: [],
    earnRates: [...rate(300, 'office', 'telecom'), ...rate(200, 'fuel', 'shipping'), rest(100)],
    redemptions: [{ id: id(), name: 'Statement credit', kind: 'statement-credit', minimum: 2_500, minorPerThousand: 1_000 }], partners: [],
  })
  objects.put('rewardsProgram', {
    id: store.nextId('rwp'), name: 'Tradewind Miles', unit: 'miles', accountIds: [accounts.tradewind], balance: 31_400, pending: 0, expiring: [{ amount: 6_200, on: addDays(todayOf(world), 800) }],
    earnRates: [...rate(300, 'travel-air', 'lodging'), ...rate(200, 'ground-transport', 'dining'), rest(100)],
    redemptions: [{ id: id(), name: 'Flights', kind: 'travel', minimum: 5_000, minorPerThousand: 1_200 }],
    partners: [{ id: id(), name: 'Cirrus Club', perThousand: 1_000, minimum: 1_000, increment: 1_000 }],
  })
}

export interface OfferSeed extends Pick<Offer, 'kind' | 'title' | 'merchant' | 'category'> {
  readonly product: ProductKey
  readonly spend: number
  readonly units: number
  readonly credit: number | null
  /** Days before the present on which it is offered, and how long it runs. */
  readonly daysAgo: number
  readonly days: number
  readonly enrolled: boolean
}

export const OFFERS: readonly OfferSeed[] = [
  { kind: 'welcome', title: '60,000 miles after $30,000 in three months', merchant: null, category: null, product: 'tradewind', spend: 3_000_000, units: 60_000, credit: null, daysAgo: 52, days: 91, enrolled: true },
  { kind: 'merchant', title: 'Five dollars back at Slow Tide Coffee', merchant: 'Slow Tide', category: null, product: 'tidewater', spend: 25_000, units: 0, credit: 500, daysAgo: 20, days: 60, enrolled: true },
  { kind: 'category', title: '2,000 miles for dining', merchant: null, category: 'dining', product: 'tradewind', spend: 20_000, units: 2_000, credit: null, daysAgo: 30, days: 45, enrolled: true },
  { kind: 'merchant', title: 'Forty dollars back at The Cordwainer Hotel', merchant: 'Cordwainer', category: null, product: 'tidewater', spend: 30_000, units: 0, credit: 4_000, daysAgo: 10, days: 90, enrolled: false },
  { kind: 'category', title: 'Twenty dollars back at hardware stores', merchant: null, category: 'retail', product: 'finch', spend: 100_000, units: 2_000, credit: null, daysAgo: 15, days: 60, enrolled: true },
]

export function addOffer(world: World, accounts: Accounts, { kind, title, merchant, category, product, spend, units, credit, days, enrolled }: OfferSeed): void {
  const today = todayOf(world)
  world.objects.put('offer', {
    id: world.store.nextId('off'), kind, title, terms: 'Made up for the sandbox. Charges count on the day they are made; refunds are taken off.', accountId: accounts[product], status: enrolled ? 'enrolled' : 'available',
    merchant, category, spendRequired: usd(spend), spendSoFar: usd(0), startsOn: today, endsOn: addDays(today, days), reward: { programUnits: units, credit: credit === null ? null : usd(credit) },
    enrolledAt: enrolled ? world.clocks.world() : null, fulfilledAt: null,
  })
}

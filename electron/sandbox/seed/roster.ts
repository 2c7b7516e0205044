/** The made-up company: its people, their cards, what they spend on, and its rules. */
import type { Purpose } from './merchants.ts'

export const COMPANY = {
  legalName: 'Harbour & Finch LLC (sandbox)',
  shortName: 'Harbour & Finch',
  domain: 'harbourfinch.example',
  address: { line1: '41 Long Wharf', line2: 'Suite 300', city: 'Boston', region: 'MA', postalCode: '02110', country: 'US' },
  taxIdLast4: '4417',
  timeZone: 'America/New_York',
} as const

export type ProductKey = 'tidewater' | 'finch' | 'tradewind'

export interface CardSeed {
  readonly product: ProductKey
  readonly kind?: 'virtual'
  readonly nickname?: string
  readonly purpose?: string
  readonly merchantLock?: string
  readonly totalLimit?: number
  /** Share of the holder's spending that goes on this card. */
  readonly share: number
}

export interface PersonSeed {
  readonly first: string
  readonly last: string
  readonly title: string
  readonly department: string
  /** Purpose, and how often in a working week. */
  readonly habits: readonly (readonly [purpose: Purpose, perWeek: number])[]
  /** Trips in a year. */
  readonly trips: number
  readonly cards: readonly CardSeed[]
  /** Per month and per charge; none for the owners. */
  readonly monthly?: number
  readonly perCharge?: number
  readonly administrator?: true
}

export const PEOPLE: readonly PersonSeed[] = [
  { first: 'Maren', last: 'Finch', title: 'Owner', department: 'Management', administrator: true, trips: 5, habits: [['coffee', 2.2], ['lunch', 1.6], ['dinner', 1.1], ['taxi', 1.4], ['parking', 1], ['gifts', 0.2], ['professional', 0.25], ['government', 0.05]], cards: [{ product: 'tidewater', nickname: 'Maren, company', share: 3 }, { product: 'tradewind', nickname: 'Maren, travel', share: 1 }] },
  { first: 'Theo', last: 'Harbour', title: 'Finance director', department: 'Finance', administrator: true, trips: 2, habits: [['coffee', 1.8], ['lunch', 2], ['taxi', 0.8], ['professional', 0.3], ['office', 0.3], ['government', 0.1], ['training', 0.1]], cards: [{ product: 'tidewater', share: 1 }] },
  { first: 'Hanna', last: 'Lindqvist', title: 'Head of sales', department: 'Sales', trips: 9, monthly: 900_000, perCharge: 250_000, habits: [['coffee', 2.6], ['lunch', 2.2], ['dinner', 1.3], ['taxi', 2], ['rail', 0.5], ['gifts', 0.15]], cards: [{ product: 'tidewater', share: 1 }] },
  { first: 'Priya', last: 'Raman', title: 'Account executive', department: 'Sales', trips: 7, monthly: 600_000, perCharge: 150_000, habits: [['coffee', 2.4], ['lunch', 2.4], ['dinner', 0.8], ['taxi', 2.2], ['rail', 0.4], ['bar', 0.3]], cards: [{ product: 'tidewater', share: 2 }, { product: 'tradewind', share: 1 }] },
  { first: 'Lucas', last: 'Oyelaran', title: 'Account executive', department: 'Sales', trips: 7, monthly: 600_000, perCharge: 150_000, habits: [['coffee', 2], ['lunch', 2.4], ['dinner', 0.9], ['taxi', 1.8], ['parking', 0.8], ['bar', 0.4]], cards: [{ product: 'tidewater', share: 1 }] },
  { first: 'Diego', last: 'Marchetti', title: 'Operations manager', department: 'Operations', trips: 1, monthly: 800_000, perCharge: 200_000, habits: [['coffee', 1.6], ['lunch', 1.6], ['hardware', 1.6], ['shipping', 1.2], ['fuel', 1], ['vehicle', 0.2], ['electronics', 0.15]], cards: [{ product: 'finch', share: 1 }] },
  { first: 'Aisha', last: 'Bello', title: 'Warehouse lead', department: 'Operations', trips: 0, monthly: 400_000, perCharge: 100_000, habits: [['coffee', 1.4], ['lunch', 1.4], ['shipping', 2], ['hardware', 1.2], ['grocery', 0.6], ['pharmacy', 0.2]], cards: [{ product: 'finch', share: 1 }] },
  { first: 'Tom', last: 'Kessler', title: 'Field technician', department: 'Field service', trips: 0, monthly: 300_000, perCharge: 60_000, habits: [['fuel', 2.4], ['coffee', 2], ['lunch', 2.6], ['hardware', 1.6], ['parking', 1.2], ['tolls', 0.5], ['vehicle', 0.15]], cards: [{ product: 'finch', nickname: 'Van 2', share: 1 }] },
  { first: 'Nora', last: 'Whitfield', title: 'Field technician', department: 'Field service', trips: 0, monthly: 300_000, perCharge: 60_000, habits: [['fuel', 2.2], ['coffee', 2.2], ['lunch', 2.4], ['hardware', 1.7], ['parking', 1.4], ['tolls', 0.4], ['vehicle', 0.15]], cards: [{ product: 'finch', nickname: 'Van 1', share: 1 }] },
  { first: 'Grace', last: 'Halloran', title: 'Office manager', department: 'Office', trips: 0, monthly: 750_000, perCharge: 250_000, habits: [['office', 1.4], ['grocery', 1.2], ['coffee', 1], ['lunch', 1], ['catering', 0.3], ['gifts', 0.35], ['print', 0.3], ['taxi', 0.3]], cards: [{ product: 'finch', share: 3 }, { product: 'tradewind', kind: 'virtual', nickname: 'Travel desk', purpose: 'Flights booked for others', share: 0 }] },
  { first: 'Wei', last: 'Zhang', title: 'Lead engineer', department: 'Engineering', trips: 2, monthly: 500_000, perCharge: 200_000, habits: [['coffee', 2], ['lunch', 2], ['electronics', 0.4], ['training', 0.1], ['taxi', 0.4]], cards: [{ product: 'tradewind', share: 1 }, { product: 'finch', kind: 'virtual', nickname: 'Software', purpose: 'Software subscriptions', share: 0 }] },
  { first: 'Ines', last: 'Carvalho', title: 'Engineer', department: 'Engineering', trips: 2, monthly: 350_000, perCharge: 150_000, habits: [['coffee', 2.2], ['lunch', 2.2], ['electronics', 0.3], ['training', 0.15], ['rail', 0.3]], cards: [{ product: 'tradewind', share: 1 }, { product: 'finch', kind: 'virtual', nickname: 'Cloud', purpose: 'Cloud hosting', merchantLock: 'Cumulo', share: 0 }] },
  { first: 'Samuel', last: 'Okafor', title: 'Marketing manager', department: 'Marketing', trips: 4, monthly: 900_000, perCharge: 300_000, habits: [['coffee', 2.2], ['lunch', 2], ['dinner', 0.4], ['print', 0.5], ['gifts', 0.3], ['taxi', 1.2], ['training', 0.1]], cards: [{ product: 'tradewind', share: 1 }, { product: 'finch', kind: 'virtual', nickname: 'Ads', purpose: 'Online advertising', share: 0 }, { product: 'tradewind', kind: 'virtual', nickname: 'Trade show', purpose: 'Booth and badges', totalLimit: 250_000, share: 0 }] },
  // New here: her card has just been ordered, so nothing is spent yet.
  { first: 'Vera', last: 'Dahl', title: 'Designer', department: 'Marketing', trips: 0, monthly: 250_000, perCharge: 80_000, habits: [], cards: [{ product: 'tradewind', share: 1 }] },
]

export interface Subscription {
  readonly merchant: string
  readonly mcc: string
  readonly city: string
  readonly minor: number
  readonly day: number
  /** By nickname of the card it is on. */
  readonly card: 'Software' | 'Cloud' | 'Ads' | 'Van 1'
  /** From so many months after the start it costs so much instead. */
  readonly rise?: { readonly afterMonths: number; readonly minor: number }
  /** Only so many months after the start; ends after so many. */
  readonly fromMonth?: number
  readonly toMonth?: number
  /** Differs from month to month by this spread. */
  readonly spread?: number
}

export const SUBSCRIPTIONS: readonly Subscription[] = [
  { merchant: 'Inkwell Docs', mcc: '5734', city: 'San Jose CA', minor: 16_800, day: 2, card: 'Software', rise: { afterMonths: 15, minor: 21_000 } },
  { merchant: 'Semaphore Chat', mcc: '5734', city: 'San Francisco CA', minor: 12_250, day: 3, card: 'Software' },
  { merchant: 'Ledgerline Accounting', mcc: '5734', city: 'Seattle WA', minor: 7_000, day: 5, card: 'Software' },
  { merchant: 'Sketchpaper Pro', mcc: '5734', city: 'Portland OR', minor: 4_500, day: 7, card: 'Software' },
  { merchant: 'Tracewell Issues', mcc: '5734', city: 'Austin TX', minor: 9_900, day: 9, card: 'Software' },
  { merchant: 'Passkeep Teams', mcc: '5734', city: 'Toronto', minor: 5_592, day: 12, card: 'Software' },
  { merchant: 'Parley Video', mcc: '4816', city: 'San Jose CA', minor: 19_992, day: 14, card: 'Software', fromMonth: 3 },
  { merchant: 'Formbird Surveys', mcc: '5734', city: 'Denver CO', minor: 3_900, day: 16, card: 'Software', toMonth: 17 },
  { merchant: 'Stockshelf Images', mcc: '5815', city: 'New York NY', minor: 2_900, day: 18, card: 'Software' },
  { merchant: 'Cumulo Cloud', mcc: '7372', city: 'Seattle WA', minor: 148_000, day: 1, card: 'Cloud', spread: 0.12 },
  { merchant: 'Cumulo Backup', mcc: '7372', city: 'Seattle WA', minor: 11_900, day: 4, card: 'Cloud' },
  { merchant: 'Beaconfire Ads', mcc: '7311', city: 'Mountain View CA', minor: 85_000, day: 6, card: 'Ads', spread: 0.3 },
  { merchant: 'Beaconfire Ads', mcc: '7311', city: 'Mountain View CA', minor: 62_000, day: 20, card: 'Ads', spread: 0.3 },
  { merchant: 'Postmill Newsletter', mcc: '7311', city: 'Atlanta GA', minor: 13_500, day: 11, card: 'Ads' },
  { merchant: 'Harbor Mobile', mcc: '4814', city: 'Boston MA', minor: 38_400, day: 15, card: 'Software', spread: 0.04 },
  { merchant: 'Fleetwise Tracking', mcc: '5734', city: 'Quincy MA', minor: 5_800, day: 10, card: 'Van 1' },
]

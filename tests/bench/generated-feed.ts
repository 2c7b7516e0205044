/** A feed of any number of believable charges, made page by page and the same every time; nothing of it is kept. */
import type { Change } from '#shared/gateway/resources/changes.ts'
import type { ChangesAnswer, ChangesRequest } from '#engine/issuers/connector.ts'

const CARDS = 150
const MERCHANTS = 4_000
const ACCOUNTS = 3
const PEOPLE = 60
/** Company, product, accounts, people, cards. */
const BASE = 2 + ACCOUNTS + PEOPLE + CARDS
const START = Date.UTC(2024, 10, 25)
const SPAN_MS = 730 * 86_400_000
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const MCCS = ['5812', '5814', '5411', '5541', '5943', '4511', '7011', '5734', '4121', '5999'] as const

export class GeneratedFeed {
  readonly #charges: number
  #total: number

  constructor(charges: number) {
    this.#charges = charges
    this.#total = BASE + charges
  }

  addCharges(count: number): void {
    this.#total += count
  }

  changes({ cursor, limit = 1_000 }: ChangesRequest): Promise<ChangesAnswer> {
    const after = cursor === null ? 0 : Number(cursor)
    const last = Math.min(this.#total, after + limit)
    const items = Array.from({ length: last - after }, (_, index) => this.#change(after + index + 1))
    return Promise.resolve({ modified: true, etag: null, page: { items, nextCursor: String(last), hasMore: last < this.#total, remainingAtMost: this.#total - last } })
  }

  #change(version: number): Change {
    const [type, object] = version <= BASE ? baseObject(version - 1) : (['transaction', charge(version, (version - BASE) / this.#charges)] as const)
    return { type, id: object.id, version, object: { ...object, version } } as Change
  }
}

function baseObject(index: number): readonly [string, { readonly id: string }] {
  if (index === 0) return ['company', { id: 'co', legalName: 'Bench', address: {}, taxIdLast4: '0000', timeZone: 'America/New_York', departments: [] } as { id: string }]
  if (index === 1) return ['product', { id: 'prd', name: 'Card', network: 'visa', kind: 'credit' } as { id: string }]
  if (index < 2 + ACCOUNTS) return ['account', { id: `acc_${index - 2}`, productId: 'prd', name: `Account ${index - 2}`, lastDigits: '1234', currency: 'USD' } as { id: string }]
  if (index < 2 + ACCOUNTS + PEOPLE) return ['cardholder', { id: `chr_${index - 2 - ACCOUNTS}`, firstName: 'Person', lastName: `Number ${index}`, email: null } as { id: string }]
  const card = index - 2 - ACCOUNTS - PEOPLE
  return ['card', { id: `crd_${card}`, accountId: `acc_${card % ACCOUNTS}`, cardholderId: `chr_${card % PEOPLE}`, lastDigits: String(1_000 + card), network: 'visa', status: 'active', nickname: null, replacedById: null } as { id: string }]
}

/** Whole numbers that look like chance. */
function scattered(value: number, among: number): number {
  return (Math.imul(value, 2_654_435_761) >>> 0) % among
}

function charge(version: number, share: number) {
  const at = START + Math.floor(SPAN_MS * share)
  const card = scattered(version, CARDS)
  const merchant = scattered(version * 7 + 3, MERCHANTS)
  return {
    id: `txn_${version}`, accountId: `acc_${card % ACCOUNTS}`, cardId: `crd_${card}`, cardholderId: `chr_${card % PEOPLE}`, authorizationId: null, kind: 'charge', amount: usd(-(100 + scattered(version * 3, 40_000))),
    transactedAt: at - 86_400_000, postedOn: new Date(at).toISOString().slice(0, 10), merchant: { name: `Merchant ${merchant} of Harbour Street`, mcc: MCCS[merchant % MCCS.length], city: 'Boston', country: 'US', networkId: null },
    descriptor: `MERCHANT ${merchant} HARBOUR ST 0${version % 1_000} BOSTON MA`, reference: `REF${version}`, foreign: null, refundOfId: null, paymentId: null, disputeId: null, rewardsEarned: 12,
  }
}

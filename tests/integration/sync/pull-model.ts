/** An issuer in a few lines, whose whole state a test can see: things happen to it, and it lists them as shared/gateway/resources/changes.ts says. */
import type { Account, Company, Product } from '#shared/gateway/resources/company.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Change } from '#shared/gateway/resources/changes.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { randomFrom } from '#tests/support/books.ts'
import type { ChangeFeed } from './pull-support.ts'

type Kind = 'company' | 'product' | 'account' | 'cardholder' | 'card' | 'authorization' | 'transaction'
type ObjectOf = { company: Company; product: Product; account: Account; cardholder: Cardholder; card: Card; authorization: Authorization; transaction: Transaction }
type Unversioned<T> = Omit<T, 'version'>

interface Entry {
  readonly type: Kind
  readonly id: string
  readonly version: number
  readonly object: object | null
}

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5, 14)
const NAMES = ['Ana', 'Bo', 'Cy'] as const

export class ModelIssuer {
  readonly #random: () => number
  #entries = new Map<string, Entry>()
  #head = 0
  #ids = 0
  #epoch = 1
  #now = START

  constructor(seed: number) {
    this.#random = randomFrom(seed)
    this.#put('company', { id: 'co', legalName: 'Model', address: { line1: '', line2: null, city: '', region: '', postalCode: '', country: 'US' }, taxIdLast4: '0000', timeZone: 'America/New_York', departments: [] })
    this.#put('product', { id: 'prd', name: 'P', network: 'visa', kind: 'credit', annualFee: usd(0), annualRateBps: 0, foreignFeeBps: 0, virtualCards: true, rewardsProgramId: null })
    for (const id of ['acc_a', 'acc_b']) this.#put('account', accountOf(id))
    for (let count = 0; count < 2; count += 1) this.act('hire')
    for (let count = 0; count < 3; count += 1) this.act('issue')
  }

  /** One thing happens; what it happens to is a matter of chance. */
  act(kind: ModelAct): void {
    this.#now += Math.floor(this.#random() * DAY)
    ACTS[kind](this)
  }

  all<K extends Kind>(type: K): readonly ObjectOf[K][] {
    return [...this.#entries.values()].filter((entry) => entry.type === type && entry.object !== null).map((entry) => ({ ...entry.object, version: entry.version }) as ObjectOf[K])
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)]
  }

  whole(to: number): number {
    return Math.floor(this.#random() * to)
  }

  put<K extends Kind>(type: K, object: Unversioned<ObjectOf[K]>): void {
    this.#put(type, object)
  }

  remove(type: Kind, id: string): void {
    this.#head += 1
    this.#entries.delete(`${type} ${id}`)
    this.#entries.set(`${type} ${id}`, { type, id, version: this.#head, object: null })
  }

  nextId(prefix: string): string {
    this.#ids += 1
    return `${prefix}_${this.#ids}`
  }

  get now(): number {
    return this.#now
  }

  /** A restored copy: versions count anew and in another order, and what happened last is lost. */
  startAnew(lost: number): void {
    const alive = [...this.#entries.values()].filter(({ object }) => object !== null)
    const forgotten = new Set(alive.filter(({ type }) => type === 'transaction' || type === 'authorization').slice(-lost || alive.length).map(({ id }) => id))
    this.#entries = new Map()
    this.#head = 0
    this.#epoch += 1
    const kept = alive.filter(({ id }) => !forgotten.has(id))
    for (const { type, object } of kept.toSorted((a, b) => (a.id + this.#epoch < b.id + this.#epoch ? 1 : -1))) this.#put(type, object as Unversioned<ObjectOf[Kind]>)
  }

  /** `pages` may damage what is sent; it is given the page before as well. */
  feed(pages: (items: readonly Change[], before: readonly Change[]) => readonly Change[] = (items) => items, meanwhile: () => void = () => {}): ChangeFeed {
    let before: readonly Change[] = []
    return {
      changes: async ({ cursor, limit = 100 }) => {
        meanwhile()
        const [epoch, place] = cursor === null ? [this.#epoch, 0] : cursor.split('.').map(Number)
        if (epoch !== this.#epoch) throw new AppError('issuer.cursor-invalid', {})
        const rows = [...this.#entries.values()].filter(({ version }) => version > (place ?? 0))
        const items = rows.slice(0, limit).map(changeOf)
        const sent = pages(items, before)
        before = items
        const last = items.at(-1)?.version ?? place ?? 0
        return { modified: true, etag: null, page: { items: [...sent], nextCursor: `${this.#epoch}.${last}`, hasMore: last < this.#head, remainingAtMost: rows.length - items.length } }
      },
    }
  }

  #put<K extends Kind>(type: K, object: Unversioned<ObjectOf[K]>): void {
    this.#head += 1
    const id = (object as { readonly id: string }).id
    this.#entries.delete(`${type} ${id}`)
    this.#entries.set(`${type} ${id}`, { type, id, version: this.#head, object })
  }
}

function changeOf({ type, id, version, object }: Entry): Change {
  return (object === null ? { type, id, version, deleted: true, object: null } : { type, id, version, object: { ...object, version } }) as Change
}

function accountOf(id: string): Unversioned<Account> {
  return {
    id, productId: 'prd', name: `Account ${id}`, lastDigits: '1234', currency: 'USD', status: 'open', creditLimit: null, currentBalance: usd(0), pendingTotal: usd(0), statementBalance: usd(0),
    remainingStatementBalance: usd(0), minimumDue: usd(0), dueOn: null, disputedTotal: usd(0), cycleOpenedOn: '2026-01-01', nextCloseOn: '2026-02-01', lastPayment: null,
  }
}

function chargeOf(issuer: ModelIssuer, accountId: string, cardId: string | null, authorizationId: string | null, minor: number): Unversioned<Transaction> {
  return {
    id: issuer.nextId('txn'), accountId, cardId, cardholderId: null, authorizationId, kind: minor < 0 ? 'charge' : 'payment', amount: usd(minor), transactedAt: issuer.now, postedOn: new Date(issuer.now).toISOString().slice(0, 10),
    merchant: cardId === null ? null : { name: `Shop ${issuer.whole(4)}`, mcc: '5943', city: null, country: 'US', networkId: null }, descriptor: `BOOKED ${issuer.whole(3)}`, reference: '', foreign: null, refundOfId: null,
    paymentId: null, disputeId: null, rewardsEarned: null,
  }
}

function authorize(issuer: ModelIssuer, status: 'pending' | 'declined'): void {
  const card = issuer.pick(issuer.all('card'))
  if (!card) return
  issuer.put('authorization', {
    id: issuer.nextId('auth'), accountId: card.accountId, cardId: card.id, cardholderId: card.cardholderId, at: issuer.now, amount: usd(100 + issuer.whole(9_000)), status, channel: 'chip',
    merchant: { name: `Shop ${issuer.whole(4)}`, mcc: '5943', city: null, country: 'US', networkId: null }, foreign: null, decline: status === 'declined' ? { reason: 'card-frozen', limitId: null, controlsId: null } : null,
    warnedLimitIds: [], transactionIds: [], expiresAt: null,
  })
}

function end(issuer: ModelIssuer, status: 'reversed' | 'expired'): void {
  const open = issuer.pick(issuer.all('authorization').filter((authorization) => authorization.status === 'pending' && authorization.transactionIds.length === 0))
  if (open) issuer.put('authorization', { ...open, status })
}

/** All of it, or the first of some parts. */
function post(issuer: ModelIssuer, whole: boolean): void {
  const open = issuer.pick(issuer.all('authorization').filter(({ status }) => status === 'pending'))
  if (!open) return
  const charge = chargeOf(issuer, open.accountId, open.cardId, open.id, 0 - open.amount.amountMinor - issuer.whole(500))
  const closed = { ...open, status: whole ? ('posted' as const) : ('pending' as const), transactionIds: [...open.transactionIds, charge.id] }
  // Which of the two comes later in the feed is the issuer's business.
  if (issuer.whole(2) === 0) issuer.put('authorization', closed)
  issuer.put('transaction', charge)
  issuer.put('authorization', closed)
}

const ACTS = {
  hire: (issuer) =>
    issuer.put('cardholder', {
      id: issuer.nextId('chr'), firstName: issuer.pick(NAMES) ?? 'Di', lastName: `Lee ${issuer.whole(1_000_000)}`, email: null, phone: null, department: null, title: null, employeeNumber: null, status: 'active', joinedOn: '2026-01-01',
    }),
  issue: (issuer) => {
    const [holder, account] = [issuer.pick(issuer.all('cardholder')), issuer.pick(issuer.all('account'))]
    if (!holder || !account) return
    issuer.put('card', {
      id: issuer.nextId('crd'), accountId: account.id, cardholderId: holder.id, productId: 'prd', network: 'visa', kind: 'physical', lastDigits: String(1_000 + issuer.whole(9_000)), expiryMonth: 1, expiryYear: 2030, status: 'active', closedReason: null,
      frozenBy: null, nickname: null, issuedOn: '2026-01-01', activatedAt: null, replacedById: null, replacesId: null, replacementReason: null, shipping: null, virtual: null, pendingProductId: null,
    })
  },
  'touch-person': (issuer) => {
    const holder = issuer.pick(issuer.all('cardholder'))
    if (holder) issuer.put('cardholder', { ...holder, lastName: `Lee ${issuer.whole(1_000_000)}` })
  },
  'touch-account': (issuer) => {
    const account = issuer.pick(issuer.all('account'))
    if (account) issuer.put('account', { ...account, currentBalance: usd(issuer.whole(9_999)) })
  },
  'touch-company': (issuer) => {
    const [company] = issuer.all('company')
    if (company) issuer.put('company', { ...company, timeZone: issuer.pick(['America/New_York', 'Asia/Tokyo', 'Mars/Olympus', 'Asia/Kathmandu']) ?? 'UTC' })
  },
  'touch-card': (issuer) => {
    const card = issuer.pick(issuer.all('card'))
    const status = issuer.pick(['active', 'frozen', 'closed', 'inactive'] as const)
    if (card && status) issuer.put('card', { ...card, status, nickname: issuer.pick(['Travel', 'Office', null]) ?? null, replacedById: issuer.pick([null, ...issuer.all('card').map(({ id }) => id)]) ?? null })
  },
  authorize: (issuer) => authorize(issuer, 'pending'),
  decline: (issuer) => authorize(issuer, 'declined'),
  reverse: (issuer) => end(issuer, 'reversed'),
  expire: (issuer) => end(issuer, 'expired'),
  post: (issuer) => post(issuer, true),
  part: (issuer) => post(issuer, false),
  pay: (issuer) => issuer.put('transaction', chargeOf(issuer, issuer.pick(['acc_a', 'acc_b']) ?? 'acc_a', null, null, 5_000)),
  correct: (issuer) => {
    const charge = issuer.pick(issuer.all('transaction'))
    if (charge) issuer.put('transaction', { ...charge, amount: usd(charge.amount.amountMinor - 100), postedOn: '2026-03-01', descriptor: 'CORRECTED' })
  },
  withdraw: (issuer) => {
    const charge = issuer.pick(issuer.all('transaction'))
    if (charge) issuer.remove('transaction', charge.id)
  },
  forget: (issuer) => {
    const old = issuer.pick(issuer.all('authorization'))
    if (old) issuer.remove('authorization', old.id)
  },
  'start-anew': (issuer) => issuer.startAnew(issuer.whole(3)),
} as const satisfies Readonly<Record<string, (issuer: ModelIssuer) => void>>

export type ModelAct = keyof typeof ACTS
export const MODEL_ACTS = Object.keys(ACTS) as readonly ModelAct[]

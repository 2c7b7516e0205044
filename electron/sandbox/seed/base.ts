/** The company as it stands on its first day: products, accounts, people, cards, limits, controls, rewards, rules. */
import { addDays } from '#shared/domain/time.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Product } from '#shared/gateway/resources/company.ts'
import { NO_CONTROLS } from '../issuer/controls.ts'
import { cycleOf, dueOnOf } from '../issuer/cycles.ts'
import { newCard } from '../issuer/card-issue.ts'
import { putLimit } from '../issuer/limits.ts'
import { nowOf, todayOf, usd, type World } from '../issuer/world.ts'
import { COMPANY, PEOPLE, type CardSeed, type PersonSeed, type ProductKey } from './roster.ts'
import { addPrograms } from './base-rewards.ts'

interface ProductSeed extends Pick<Product, 'name' | 'network' | 'kind' | 'annualRateBps' | 'foreignFeeBps' | 'virtualCards'> {
  readonly fee: number
  readonly closeDay: number
  readonly dueDay: number
  readonly limit: number | null
  readonly digits: string
}

export const PRODUCTS: Readonly<Record<ProductKey, ProductSeed>> = {
  tidewater: { name: 'Tidewater Business Charge', network: 'amex', kind: 'charge', annualRateBps: null, foreignFeeBps: 0, virtualCards: false, fee: 29_500, closeDay: 12, dueDay: 6, limit: null, digits: '71002' },
  finch: { name: 'Finch Cash Business', network: 'visa', kind: 'credit', annualRateBps: 2_149, foreignFeeBps: 300, virtualCards: true, fee: 0, closeDay: 3, dueDay: 28, limit: 4_000_000, digits: '4410' },
  tradewind: { name: 'Tradewind Miles Business', network: 'mastercard', kind: 'credit', annualRateBps: 2_399, foreignFeeBps: 0, virtualCards: true, fee: 9_500, closeDay: 24, dueDay: 18, limit: 6_000_000, digits: '8832' },
}

/** Where everything of the roster ended up. */
export interface Places {
  readonly accounts: Readonly<Record<ProductKey, string>>
  readonly people: readonly string[]
  /** First number of each card: by `person/card`, and by nickname where it has one. */
  readonly slots: Readonly<Record<string, string>>
}

export function addBase(world: World): Places {
  const { objects, store } = world
  objects.put('company', { id: store.nextId('co'), legalName: COMPANY.legalName, address: { ...COMPANY.address }, taxIdLast4: COMPANY.taxIdLast4, timeZone: COMPANY.timeZone, departments: [...new Set(PEOPLE.map(({ department }) => department))] })
  const accounts = addAccounts(world)
  addPrograms(world, accounts)
  const slots: Record<string, string> = {}
  const people = PEOPLE.map((person, who) => addPerson(world, person, who, { accounts, slots }))
  addBanks(world, accounts)
  return { accounts, people, slots }
}

function addAccounts(world: World): Places['accounts'] {
  const { objects, store } = world
  const today = todayOf(world)
  const entries = Object.entries(PRODUCTS).map(([key, product]) => {
    const { fee, closeDay, dueDay, limit, digits, ...rest } = product
    const { id: productId } = objects.put('product', { ...rest, id: store.nextId('prd'), annualFee: usd(fee), rewardsProgramId: null })
    const { openedOn, closedOn } = cycleOf(today, closeDay)
    const zero = usd(0)
    const account = objects.put('account', {
      id: store.nextId('acc'), productId, name: product.name, lastDigits: digits, currency: 'USD', status: 'open', creditLimit: limit === null ? null : usd(limit), currentBalance: zero, pendingTotal: zero,
      statementBalance: zero, remainingStatementBalance: zero, minimumDue: zero, dueOn: dueOnOf(addDays(openedOn, -1), dueDay), disputedTotal: zero, cycleOpenedOn: today, nextCloseOn: closedOn, lastPayment: null,
    })
    return [key, account.id] as const
  })
  return Object.fromEntries(entries) as Record<ProductKey, string>
}

interface Context {
  readonly accounts: Places['accounts']
  readonly slots: Record<string, string>
}

export function holderOf(world: World, { first, last, title, department }: PersonSeed, number: number): string {
  const { id } = world.objects.put('cardholder', {
    id: world.store.nextId('ch'), firstName: first, lastName: last, email: `${first}.${last}@${COMPANY.domain}`.toLowerCase(), phone: `+1617555${String(100 + number).padStart(4, '0')}`,
    department, title, employeeNumber: `HF-${String(number + 1).padStart(3, '0')}`, status: 'active', joinedOn: todayOf(world),
  })
  return id
}

function addPerson(world: World, person: PersonSeed, who: number, { accounts, slots }: Context): string {
  if (person.habits.length === 0) return ''
  const cardholderId = holderOf(world, person, who)
  person.cards.forEach((seed, index) => {
    const card = activeCard(world, seed, accounts[seed.product], cardholderId)
    slots[`${who}/${index}`] = card.id
    if (seed.nickname !== undefined) slots[seed.nickname] = card.id
    if (seed.kind === undefined) addRules(world, person, card.id)
  })
  const blocked = { ...NO_CONTROLS, blockedCategories: ['gambling'], cashMachines: person.administrator === true }
  world.objects.put('controls', { ...blocked, id: world.store.nextId('ctl'), scope: { kind: 'cardholder', id: cardholderId } })
  return cardholderId
}

function activeCard(world: World, { kind, nickname, purpose, merchantLock, totalLimit }: CardSeed, accountId: string, cardholderId: string): Card {
  return newCard(world, {
    accountId, cardholderId, nickname: nickname ?? null, kind: kind ?? 'physical', status: 'active', activatedAt: nowOf(world),
    ...(kind === 'virtual' ? { virtual: { purpose: purpose ?? '', merchantLock: merchantLock ?? null, totalLimit: totalLimit === undefined ? null : usd(totalLimit), validUntil: null, singleUse: false } } : {}),
  })
}

type NewLimit = Parameters<typeof putLimit>[1]

/** Limits in three ways of counting, so that each is there to be seen. */
export function addRules(world: World, { monthly, perCharge, department }: PersonSeed, cardId: string): void {
  if (monthly === undefined || perCharge === undefined) return
  const base: Omit<NewLimit, 'id' | 'amount' | 'interval' | 'window'> = {
    scope: { kind: 'card', id: cardId }, timeZone: COMPANY.timeZone, weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: null, mode: 'decline', raise: null, createdAt: nowOf(world),
  }
  const limit = (rule: Pick<NewLimit, 'amount' | 'interval' | 'window'> & Partial<NewLimit>) => putLimit(world, { ...base, ...rule, id: world.store.nextId('lim') })
  limit({ amount: usd(monthly), interval: 'month', window: department === 'Sales' ? 'billing-cycle' : 'calendar', ...(department === 'Engineering' ? { timeZone: 'UTC' } : {}) })
  limit({ amount: usd(perCharge), interval: 'per-charge', window: 'calendar' })
  if (department === 'Field service') limit({ amount: usd(25_000), interval: 'week', window: 'rolling', categories: ['fuel'] })
  if (department === 'Sales') limit({ amount: usd(40_000), interval: 'day', window: 'calendar', categories: ['dining', 'alcohol'], countsRefunds: true })
}

function addBanks(world: World, accounts: Places['accounts']): void {
  const { objects, store } = world
  const operating = objects.put('bankAccount', { id: store.nextId('bank'), bankName: 'Harborside Savings Bank', kind: 'checking', lastFour: '5521', nickname: 'Operating', status: 'verified' })
  objects.put('bankAccount', { id: store.nextId('bank'), bankName: 'First Meridian Bank', kind: 'savings', lastFour: '9038', nickname: 'Reserve', status: 'verified' })
  const rules = { tidewater: ['statement-balance', null, 3], finch: ['custom', 1_500_000, 2], tradewind: ['minimum', null, 0] } as const
  for (const [key, [mode, custom, daysBeforeDue]] of Object.entries(rules)) {
    objects.put('autopay', { id: store.nextId('ap'), accountId: accounts[key as ProductKey], enabled: true, mode, customAmount: custom === null ? null : usd(custom), bankAccountId: operating.id, daysBeforeDue, nextDraw: null })
  }
  for (const rule of [
    { kind: 'charge-over', threshold: usd(100_000), level: null, channels: ['email'] },
    { kind: 'decline', threshold: null, level: null, channels: ['email'] },
    { kind: 'statement-ready', threshold: null, level: null, channels: ['email'] },
    { kind: 'payment-due', threshold: null, level: 5, channels: ['email', 'sms'] },
    { kind: 'dispute-news', threshold: null, level: null, channels: ['email'] },
    { kind: 'limit-request', threshold: null, level: null, channels: ['email'] },
  ] as const) objects.put('alertRule', { ...rule, channels: [...rule.channels], id: store.nextId('rule'), scope: null, enabled: true })
}

/** Things that happened once, so many days before the present: a stolen card, disputes, a new colleague, a frozen card. And a few that go on. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { currentCard } from '../issuer/chain.ts'
import { replaceCard, issueCard } from '../issuer/card-issue.ts'
import { freezeCard } from '../issuer/card-state.ts'
import { respond, submit } from '../issuer/dispute-course.ts'
import { createDraft } from '../issuer/dispute-drafts.ts'
import { approveRequest, declineRequest, requestLimit } from '../issuer/limit-requests.ts'
import { putLimit } from '../issuer/limits.ts'
import { schedulePayment } from '../issuer/payments.ts'
import { nowOf, todayOf, usd, type World } from '../issuer/world.ts'
import { addRules, holderOf, type Places } from './base.ts'
import { addOffer, OFFERS } from './base-rewards.ts'
import { Random } from './random.ts'
import { PEOPLE } from './roster.ts'

export type Act = (world: World, places: Places) => void

const person = (last: string): number => PEOPLE.findIndex((candidate) => candidate.last === last)
const cardOf = (world: World, { slots }: Places, last: string) => currentCard(world.objects, slots[`${person(last)}/0`] ?? '')

/** Well inside the shortest window of any reason. */
const DISPUTABLE_MS = 45 * 86_400_000

/** A recent charge of a card to dispute: the largest of the last days that nobody disputes. */
function chargeToDispute(world: World, places: Places, last: string): Transaction | undefined {
  const card = cardOf(world, places, last)
  const { items } = world.objects.page('transaction', { limit: 60, filter: { card: card.id, kind: 'charge' } })
  const since = nowOf(world) - DISPUTABLE_MS
  return items.filter(({ disputeId, foreign, transactedAt }) => disputeId === null && foreign === null && transactedAt > since).toSorted((a, b) => a.amount.amountMinor - b.amount.amountMinor)[0]
}

type Draft = Parameters<typeof createDraft>[2]

const dispute = (last: string, fields: (charge: Transaction, day: IsoDate) => Draft): Act => (world, places) => {
  const charge = chargeToDispute(world, places, last)
  if (charge) submit(world, createDraft(world, charge.id, fields(charge, todayOf(world))))
}

const answerMerchant: Act = (world) => {
  const open = world.objects.all('dispute').find(({ status, explanation }) => status === 'merchant-response' && explanation.includes('losing_evidence'))
  if (open) respond(world, open, 'The parcel went to an address that is not ours.')
}

const goods = (charge: Transaction, day: IsoDate, explanation: string): Draft => ({
  reason: 'goods-not-received', explanation,
  answers: { description: `Order with ${charge.merchant?.name ?? 'the merchant'}`, 'expected-on': addDays(day, -10), 'merchant-contacted-on': addDays(day, -3), 'delivery-issue': 'nothing-arrived' },
})

/** By days before the present. */
const ONCE: Readonly<Record<number, readonly Act[]>> = {
  310: [(world, places) => void replaceCard(world, cardOf(world, places, 'Whitfield'), 'stolen')],
  304: [(world, places) => {
    const card = cardOf(world, places, 'Whitfield')
    world.objects.update('card', card.id, { status: 'active', activatedAt: nowOf(world), shipping: card.shipping && { ...card.shipping, status: 'delivered' } })
  }],
  220: [dispute('Marchetti', (charge) => ({ reason: 'duplicate', explanation: 'Charged twice for one order. winning_evidence', answers: { 'other-transaction': charge.reference } }))],
  150: [dispute('Halloran', (charge, day) => goods(charge, day, 'Never arrived. losing_evidence'))],
  131: [answerMerchant],
  20: [dispute('Bello', (charge, day) => goods(charge, day, 'Two boxes of labels were paid and never came. losing_evidence'))],
  6: [
    dispute('Kessler', (_charge, day) => ({
      reason: 'goods-not-as-described', explanation: 'The drill arrived with a cracked housing. winning_evidence',
      answers: { description: 'Cordless drill', 'received-on': addDays(day, -4), 'what-differs': 'Cracked housing', 'return-outcome': 'attempted', 'merchant-contacted-on': addDays(day, -2) },
    })),
    newColleague,
  ],
  2: [(world, places) => void freezeCard(world, cardOf(world, places, 'Bello'), 'you')],
  1: [raiseForTrip, nextPayment],
}

function newColleague(world: World, { accounts }: Places): void {
  const who = PEOPLE.length - 1
  const seed = PEOPLE[who]
  if (!seed) return
  const cardholderId = holderOf(world, seed, who)
  addRules(world, seed, issueCard(world, { kind: 'physical', cardholderId, accountId: accounts.tradewind }).id)
}

function raiseForTrip(world: World, places: Places): void {
  const card = cardOf(world, places, 'Lindqvist')
  const limit = world.objects.all('limit').find(({ scope, interval }) => scope.id === card.id && interval === 'month')
  if (limit) putLimit(world, { ...limit, raise: { amount: usd(limit.amount.amountMinor + 300_000), until: world.zone.endOf(addDays(todayOf(world), 6)), reason: 'Trade show in Chicago' } })
}

function nextPayment(world: World, { accounts }: Places): void {
  const [, reserve] = world.objects.all('bankAccount')
  if (reserve) schedulePayment(world, { accountId: accounts.tradewind, bankAccountId: reserve.id, amount: usd(150_000), choice: 'other', on: addDays(todayOf(world), 6) })
}

/** Once in three weeks somebody asks for more; the finance director decides the next day, as long as it is the past. Two of yesterday still wait. */
function limitRequests(world: World, places: Places, day: IsoDate, daysAgo: number): readonly Act[] {
  const random = new Random('request', world.seed, day)
  return [
    ...(daysAgo > 2 ? [decideYesterdays(random)] : []),
    ...(random.chance(1 / 21) ? [() => ask(world, places, random, random.whole(2, PEOPLE.length - 2))] : []),
    ...(daysAgo === 1 ? [() => ask(world, places, random, person('Kessler')), () => ask(world, places, random, person('Okafor'))] : []),
  ]
}

const REASONS: readonly (readonly [reason: string, quote: readonly string[] | undefined])[] = [
  ['Replacement compressor for the van, quoted this morning', ['Quote 2217 (sandbox)', 'Mason Yard Tools', 'Compressor, fitted: see amount of request']],
  ['Booth furniture for the trade show', undefined],
  ['Client dinner for eight on Thursday', undefined],
  ['Annual training, early-bird price ends Friday', ['Offer (sandbox)', 'Summit Learning', 'Two seats']],
]

function ask(world: World, places: Places, random: Random, who: number): void {
  const card = currentCard(world.objects, places.slots[`${who}/0`] ?? '')
  const limit = world.objects.all('limit').find(({ scope, interval, raise }) => scope.id === places.slots[`${who}/0`] && interval === 'month' && raise === null)
  if (!limit || card.status !== 'active') return
  const [reason, quote] = random.pick(REASONS)
  requestLimit(world, { cardId: card.id, limitId: limit.id, amountMinor: limit.amount.amountMinor + random.whole(4, 20) * 10_000, untilDays: random.whole(5, 20), reason, ...(quote ? { quote } : {}) })
}

const decideYesterdays = (random: Random): Act => (world) => {
  for (const request of world.objects.all('limitRequest').filter(({ status }) => status === 'pending')) {
    if (random.chance(0.75)) approveRequest(world, request, { amount: request.amount.amountMinor, until: request.until, note: null, by: 'Theo Harbour' })
    else declineRequest(world, request, 'Please use the company account for this one.', 'Theo Harbour')
  }
}

/** The miles card is paid by hand: mostly in full, sometimes a part, so that interest is seen. */
function payByHand(world: World, { accounts }: Places, day: IsoDate): void {
  const account = world.objects.get('account', accounts.tradewind)
  const random = new Random('by-hand', world.seed, day)
  const minor = account.remainingStatementBalance.amountMinor
  const [operating] = world.objects.all('bankAccount')
  if (!operating || minor <= 0) return
  const amount = random.chance(0.75) ? minor : Math.max(1, Math.round(minor * 0.6))
  schedulePayment(world, { accountId: account.id, bankAccountId: operating.id, amount: usd(amount), choice: amount === minor ? 'statement-balance' : 'other', on: addDays(day, 1) })
}

const PAY_DAY = '12'

/** What happens on a day of the made-up past; `daysAgo` counts to the day the sandbox was made. */
export function actsOn(world: World, places: Places, day: IsoDate, daysAgo: number): readonly Act[] {
  // After the sandbox was made its user runs the company: only what employees do goes on.
  if (daysAgo < 0) return limitRequests(world, places, day, daysAgo)
  const offers = OFFERS.filter((offer) => offer.daysAgo === daysAgo).map((offer): Act => () => addOffer(world, places.accounts, offer))
  const payment: readonly Act[] = day.slice(8) === PAY_DAY ? [() => payByHand(world, places, day)] : []
  return [...(ONCE[daysAgo] ?? []), ...offers, ...payment, ...limitRequests(world, places, day, daysAgo)]
}

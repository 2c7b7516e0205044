/** Redeeming, transferring, and offers. */
import type { IsoDate } from '#shared/domain/time.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import type { Offer, RewardActivity, rewardsApi, RewardsProgram } from '#shared/gateway/resources/rewards.ts'
import { categoryOf } from '../store/columns.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { ACCOUNT_BOOKING, book } from './ledger.ts'
import { pageOf, pageOfAll } from './pages.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { nowOf, todayOf, usd, type World } from './world.ts'

interface Spent {
  readonly program: RewardsProgram
  readonly activity: RewardActivity
}

function spend(world: World, program: RewardsProgram, kind: 'redeemed' | 'transferred', amount: number, description: string): Spent {
  if (amount > program.balance) throw unacceptable('amount', 'above-balance')
  return {
    program: world.objects.update('rewardsProgram', program.id, { balance: program.balance - amount }),
    activity: world.objects.add('rewardActivity', { id: world.store.nextId('rwa'), programId: program.id, at: nowOf(world), kind, amount: -amount, description, statementId: null }),
  }
}

export function rewardHandlers(world: World): HandlersOf<typeof rewardsApi> {
  const { objects } = world
  return {
    programs: () => ({ items: [...objects.all('rewardsProgram')] }),
    activity: ({ params, query }) => pageOf(world, 'rewardActivity', query, { account: objects.get('rewardsProgram', params.programId).id }),
    redeem: ({ params, body }) => {
      const program = objects.get('rewardsProgram', params.programId)
      const option = program.redemptions.find(({ id }) => id === body.redemptionId)
      if (!option) throw unacceptable('redemptionId', 'unknown')
      if (body.amount < option.minimum) throw unacceptable('amount', 'below-minimum')
      const accountId = body.accountId ?? program.accountIds[0]
      if (accountId === undefined || !program.accountIds.includes(accountId)) throw unacceptable('accountId', 'unknown')
      const spent = spend(world, program, 'redeemed', body.amount, option.name)
      const credit = Math.floor((body.amount * option.minorPerThousand) / 1_000)
      if (option.kind === 'statement-credit' && credit > 0) book(world, { ...ACCOUNT_BOOKING, accountId, kind: 'credit', amount: usd(credit), descriptor: `Rewards: ${option.name}` })
      return spent
    },
    transfer: ({ params, body }) => {
      const program = objects.get('rewardsProgram', params.programId)
      const partner = program.partners.find(({ id }) => id === body.partnerId)
      if (!partner) throw unacceptable('partnerId', 'unknown')
      if (body.amount < partner.minimum) throw unacceptable('amount', 'below-minimum')
      if (body.amount % partner.increment !== 0) throw unacceptable('amount', 'not-an-increment')
      return spend(world, program, 'transferred', body.amount, `Transfer to ${partner.name}`)
    },
    offers: ({ query }) => pageOfAll(objects.all('offer'), query),
    enrol: ({ params, body }) => {
      const offer = objects.get('offer', params.offerId)
      if (offer.status !== 'available' || offer.endsOn < todayOf(world)) throw notAllowed('not-available')
      return objects.put('offer', { ...offer, status: 'enrolled', enrolledAt: nowOf(world), startsOn: todayOf(world), accountId: body.accountId ?? offer.accountId })
    },
  }
}

/** Counts a booked charge or refund towards the offers that it fits, and pays out what is reached. */
export function countTowardsOffers(world: World, transaction: Transaction): void {
  for (const offer of world.objects.all('offer').filter((candidate) => candidate.status === 'enrolled' && fits(world, candidate, transaction))) {
    const spendSoFar = usd(Math.max(0, offer.spendSoFar.amountMinor - transaction.amount.amountMinor))
    const reached = spendSoFar.amountMinor >= offer.spendRequired.amountMinor
    world.objects.put('offer', { ...offer, spendSoFar, ...(reached ? { status: 'fulfilled', fulfilledAt: nowOf(world) } : {}) })
    if (reached) payOut(world, offer, transaction.accountId)
  }
}

function fits(world: World, offer: Offer, { kind, accountId, merchant, transactedAt }: Transaction): boolean {
  if (merchant === null || (kind !== 'charge' && kind !== 'refund')) return false
  const day: IsoDate = world.zone.dayOf(transactedAt)
  if (day < offer.startsOn || day > offer.endsOn || (offer.accountId !== null && offer.accountId !== accountId)) return false
  if (offer.merchant !== null && !merchant.name.includes(offer.merchant)) return false
  return offer.category === null || categoryOf(merchant.mcc) === offer.category
}

function payOut(world: World, offer: Offer, accountId: string): void {
  const { programUnits, credit } = offer.reward
  if (credit) book(world, { ...ACCOUNT_BOOKING, accountId, kind: 'credit', amount: credit, descriptor: `Offer: ${offer.title}`.slice(0, 160) })
  const program = world.objects.all('rewardsProgram').find(({ accountIds }) => accountIds.includes(accountId))
  if (!program || programUnits === 0) return
  world.objects.put('rewardsProgram', { ...program, balance: program.balance + programUnits })
  world.objects.add('rewardActivity', { id: world.store.nextId('rwa'), programId: program.id, at: nowOf(world), kind: 'bonus', amount: programUnits, description: offer.title, statementId: null })
}

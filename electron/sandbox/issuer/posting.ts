/** Pending charges become transactions, under another id, sometimes with another amount (tip, fuel, hotel). */
import { addDays } from '#shared/domain/time.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import { close, type PostingPlan } from './authorize.ts'
import { currentCard } from './chain.ts'
import { scaledForeign } from './foreign.ts'
import { ACCOUNT_BOOKING, book } from './ledger.ts'
import { countTowardsOffers } from './rewards.ts'
import { todayOf, usd, type World } from './world.ts'

export interface RefundPlan {
  readonly minor: number
  readonly descriptor: string
}

export function post(world: World, authorizationId: string, { minor, descriptor, refund }: PostingPlan): void {
  const authorization = world.objects.find('authorization', authorizationId)
  if (authorization?.status !== 'pending') return
  const foreign = scaledForeign(authorization, minor)
  const transaction = book(world, {
    accountId: authorization.accountId, cardId: authorization.cardId, cardholderId: authorization.cardholderId, authorizationId,
    kind: authorization.channel === 'cash-machine' ? 'cash' : 'charge',
    amount: usd(-minor), transactedAt: authorization.at, merchant: authorization.merchant, descriptor, foreign, refundOfId: null, paymentId: null,
  })
  countTowardsOffers(world, transaction)
  if (foreign?.fee) bookFee(world, authorization, foreign.fee.amountMinor, 'Foreign transaction fee')
  if (authorization.channel === 'cash-machine') bookFee(world, authorization, cashFee(minor), 'Cash advance fee')
  close(world, authorization, { status: 'posted', transactionIds: [transaction.id], expiresAt: null })
  if (refund) {
    const plan: RefundPlan = { minor: refund.minor, descriptor }
    world.schedule.add(addDays(todayOf(world), refund.inDays), 'refund', transaction.id, plan)
  }
}

/** Five per cent, at least ten dollars. */
const cashFee = (minor: number): number => Math.max(1_000, Math.round(minor / 20))

function bookFee(world: World, { accountId, cardId, cardholderId }: Authorization, minor: number, descriptor: string): void {
  if (minor > 0) book(world, { ...ACCOUNT_BOOKING, accountId, cardId, cardholderId, kind: 'fee', amount: usd(-minor), descriptor })
}

/** Money back from a merchant, on the newest number of the card it was charged to. */
export function refund(world: World, transactionId: string, { minor, descriptor }: RefundPlan): void {
  const charge = world.objects.find('transaction', transactionId)
  if (!charge || charge.cardId === null) return
  const card = currentCard(world.objects, charge.cardId)
  // A card that moved to another product gets its money back where it was charged.
  const cardId = card.accountId === charge.accountId ? card.id : charge.cardId
  const booked = book(world, {
    accountId: charge.accountId, cardId, cardholderId: charge.cardholderId, authorizationId: null, kind: 'refund', amount: usd(minor),
    merchant: charge.merchant, descriptor, foreign: null, refundOfId: charge.id, paymentId: null,
  })
  countTowardsOffers(world, booked)
}


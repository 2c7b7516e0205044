/** Booking a transaction: the one way into the books. */
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { categoryOf, type Draft } from '../store/columns.ts'
import { nowOf, todayOf, type World } from './world.ts'

export type NewTransaction = Omit<Draft<'transaction'>, 'id' | 'reference' | 'rewardsEarned' | 'postedOn' | 'transactedAt' | 'disputeId'> & { readonly transactedAt?: number; readonly postedOn?: string }

/** The usual of a booking that no card made. */
export const ACCOUNT_BOOKING = { cardId: null, cardholderId: null, authorizationId: null, merchant: null, foreign: null, refundOfId: null, paymentId: null } as const

/** A transaction as it will stand, with id, reference and rewards. */
export function draftTransaction(world: World, booking: NewTransaction): Draft<'transaction'> {
  const id = world.store.nextId('txn')
  return {
    ...booking,
    id,
    transactedAt: booking.transactedAt ?? nowOf(world),
    postedOn: booking.postedOn ?? todayOf(world),
    reference: `SBX${id.slice(4).toUpperCase()}`,
    disputeId: null,
    rewardsEarned: rewardsOf(world, booking),
  }
}

export function book(world: World, booking: NewTransaction): Transaction {
  const transaction = world.objects.add('transaction', draftTransaction(world, booking))
  world.dirtyAccounts.add(transaction.accountId)
  if (transaction.cardId !== null) world.dirtyCards.add(transaction.cardId)
  return transaction
}

/** Units earned (a refund takes back); null where nothing can be earned. */
function rewardsOf(world: World, { accountId, kind, merchant, amount }: NewTransaction): number | null {
  if (merchant === null || (kind !== 'charge' && kind !== 'refund')) return null
  const program = world.objects.all('rewardsProgram').find(({ accountIds }) => accountIds.includes(accountId))
  const category = categoryOf(merchant.mcc)
  const rate = program?.earnRates.find((candidate) => candidate.category === null || candidate.category === category)
  // Rates are hundredths of a unit per major unit, amounts are hundredths of one: ten thousand in all.
  return rate ? Math.trunc((-amount.amountMinor * rate.rateHundredths) / 10_000) : null
}


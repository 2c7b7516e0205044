/**
 * Millions of charges quickly: posted as they are made up, without authorizations and decisions, for tests of scale. Statements, payments and
 * rewards are the issuer's own, so that every figure still adds up.
 */
import { addDays, daysBetween, type IsoDate } from '#shared/domain/time.ts'
import { currentCard } from '../issuer/chain.ts'
import { forgetFigures } from '../issuer/figures.ts'
import { draftTransaction } from '../issuer/ledger.ts'
import { runTasks } from '../issuer/day.ts'
import { closeStatement } from '../issuer/statements.ts'
import { usd, type World } from '../issuer/world.ts'
import type { Places } from './base.ts'
import { chargeOf } from './charges.ts'
import type { Purchases } from './purchases.ts'
import { Random } from './random.ts'

export interface BulkOptions {
  readonly purchases: Purchases
  readonly places: Places
  readonly from: IsoDate
  /** Last day, included. */
  readonly to: IsoDate
  readonly onProgress: (done: number, total: number) => void
}

/** Returns how many charges were made. Runs inside the caller's write. */
export function makeBulk(world: World, { purchases, places, from, to, onProgress }: BulkOptions): number {
  let made = 0
  for (let day = from; day <= to; day = addDays(day, 1)) {
    made += ofDay(world, purchases, places, day, to)
    world.clocks.during(world.zone.endOf(day), () => closeDay(world, day))
    onProgress(daysBetween(from, day) + 1, daysBetween(from, to) + 1)
  }
  return made
}

function ofDay(world: World, purchases: Purchases, places: Places, day: IsoDate, last: IsoDate): number {
  const cards = new Map(Object.entries(places.slots).map(([slot, first]) => [slot, currentCard(world.objects, first)]))
  let made = 0
  for (const { at, slot, merchant, minor, key } of purchases.on(day)) {
    const card = cards.get(slot)
    if (!card || merchant.purpose === 'cash' || merchant.purpose === 'gambling') continue
    const charge = chargeOf(world, { card, merchant, at, random: new Random('charge', world.seed, key), ...(minor === undefined ? {} : { minor }) })
    if (charge.ending.how !== 'post') continue
    const postedOn = addDays(day, charge.ending.inDays)
    world.objects.add('transaction', draftTransaction(world, {
      accountId: card.accountId, cardId: card.id, cardholderId: card.cardholderId, authorizationId: null, kind: 'charge', amount: usd(-charge.ending.minor), transactedAt: at,
      postedOn: postedOn < last ? postedOn : last, merchant: charge.merchant, descriptor: charge.descriptor, foreign: charge.foreign && { ...charge.foreign, fee: null }, refundOfId: null, paymentId: null,
    }))
    made += 1
  }
  return made
}

function closeDay(world: World, day: IsoDate): void {
  runTasks(world)
  // Figures of open accounts are counted at their next close; between, nobody asks.
  forgetFigures(world)
  for (const account of world.objects.all('account')) if (account.nextCloseOn === day) closeStatement(world, account.id)
}

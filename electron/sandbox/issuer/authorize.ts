/** A merchant asks: the decision, the authorization, and what is to become of it. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import { decide, type Attempt } from './decide.ts'
import { usd, type World } from './world.ts'

/** How an approved charge ends. Days count from the day of the authorization. */
export type Ending =
  | { readonly how: 'post'; readonly inDays: number; readonly minor: number; readonly refund?: { readonly inDays: number; readonly minor: number } }
  /** The merchant cancels it. */
  | { readonly how: 'reverse'; readonly inDays: number }
  /** The merchant never claims it. */
  | { readonly how: 'expire' }

export interface Charge extends Attempt {
  readonly descriptor: string
  readonly foreign: Authorization['foreign']
  readonly ending: Ending
}

const HOLD_DAYS = 7
/** A closed authorization stays in the feed for so long, then is deleted; declines stay. */
export const KEPT_DAYS = 60

export interface PostingPlan {
  readonly minor: number
  readonly descriptor: string
  readonly refund: { readonly inDays: number; readonly minor: number } | null
}

export function authorize(world: World, charge: Charge): Authorization {
  const { card, at, minor, merchant, channel, foreign, ending, descriptor } = charge
  const { decline, warnedLimitIds } = decide(world, charge)
  const authorization = world.objects.add('authorization', {
    id: world.store.nextId('auth'),
    accountId: card.accountId, cardId: card.id, cardholderId: card.cardholderId,
    at, amount: usd(minor), status: decline ? 'declined' : 'pending', channel, merchant, foreign, decline,
    warnedLimitIds: [...warnedLimitIds], transactionIds: [],
    expiresAt: decline ? null : world.zone.endOf(addDays(world.zone.dayOf(at), HOLD_DAYS)),
  })
  if (!decline) {
    scheduleEnding(world, authorization, ending, descriptor)
    world.dirtyAccounts.add(card.accountId)
    world.dirtyCards.add(card.id)
  }
  return authorization
}

function scheduleEnding(world: World, { id, at }: Authorization, ending: Ending, descriptor: string): void {
  const day = world.zone.dayOf(at)
  if (ending.how === 'post') {
    const plan: PostingPlan = { minor: ending.minor, descriptor, refund: ending.refund ?? null }
    world.schedule.add(addDays(day, ending.inDays), 'post', id, plan)
  } else if (ending.how === 'reverse') world.schedule.add(addDays(day, ending.inDays), 'reverse', id)
  else world.schedule.add(addDays(day, HOLD_DAYS), 'expire', id)
}

/** An open authorization ends without a transaction. */
export function release(world: World, authorizationId: string, status: 'reversed' | 'expired'): void {
  const authorization = world.objects.find('authorization', authorizationId)
  if (authorization?.status !== 'pending') return
  close(world, authorization, { status, expiresAt: null })
}

export function close(world: World, authorization: Authorization, change: Partial<Authorization>): void {
  world.objects.put('authorization', { ...authorization, ...change })
  world.schedule.add(addDays(world.zone.dayOf(authorization.at) as IsoDate, KEPT_DAYS), 'forget-authorization', authorization.id)
  world.dirtyAccounts.add(authorization.accountId)
  world.dirtyCards.add(authorization.cardId)
}

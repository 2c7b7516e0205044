/**
 * Whether a charge is approved. The order is fixed: the card, its holder, what a virtual card is for, controls, limits, credit. Of several limits
 * that refuse, the one with the least left is named.
 */
import type { Authorization, Merchant } from '#shared/gateway/resources/authorizations.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import { categoryOf } from '../store/columns.ts'
import { chainOf } from './chain.ts'
import { amountInForce, cardsUnder, limitsOn, usedIn, windowOf } from './limit-usage.ts'
import { openToSpend } from './account-figures.ts'
import type { World } from './world.ts'

export interface Attempt {
  readonly card: Card
  readonly at: number
  /** Magnitude in the account's currency. */
  readonly minor: number
  readonly merchant: Merchant
  readonly channel: 'chip' | 'contactless' | 'swipe' | 'keyed' | 'online' | 'cash-machine'
  /** What the terminal says is wrong, before any rule is asked. */
  readonly wrong?: 'wrong-expiry' | 'wrong-security-code' | 'suspected-fraud'
}

type Decline = NonNullable<Authorization['decline']>
type Reason = Decline['reason']

export interface Decision {
  readonly decline: Decline | null
  readonly warnedLimitIds: readonly string[]
}

const refuse = (reason: Reason, ids: Partial<Decline> = {}): Decision => ({ decline: { reason, limitId: null, controlsId: null, ...ids }, warnedLimitIds: [] })

export function decide(world: World, attempt: Attempt): Decision {
  const state = attempt.wrong ?? stateReason(world, attempt)
  if (state !== undefined) return refuse(state)
  for (const controls of controlsOn(world, attempt.card)) {
    const reason = controlsReason(controls, attempt, world.zone.dayOf(attempt.at))
    if (reason !== undefined) return refuse(reason, { controlsId: controls.id })
  }
  const passed = limitsOn(world, attempt.card).flatMap((limit) => over(world, limit, attempt))
  const stopping = passed.filter(({ limit }) => limit.mode === 'decline').toSorted((a, b) => a.left - b.left)[0]
  if (stopping) return refuse('spending-limit', { limitId: stopping.limit.id })
  if (attempt.minor > openToSpend(world, attempt.card.accountId)) return refuse('insufficient-credit')
  return { decline: null, warnedLimitIds: passed.map(({ limit }) => limit.id) }
}

function stateReason(world: World, { card, at, minor, merchant }: Attempt): Reason | undefined {
  if (card.status === 'closed') return 'card-closed'
  if (card.status === 'frozen') return 'card-frozen'
  if (card.status !== 'active') return 'card-inactive'
  const day = world.zone.dayOf(at)
  if (day.slice(0, 7) > `${card.expiryYear}-${String(card.expiryMonth).padStart(2, '0')}`) return 'card-expired'
  if (world.objects.get('cardholder', card.cardholderId).status !== 'active') return 'cardholder-inactive'
  return virtualReason(world, card, { day, minor, merchant })
}

function virtualReason(world: World, { id, virtual }: Card, { day, minor, merchant }: { day: string; minor: number; merchant: Merchant }): Reason | undefined {
  if (!virtual) return undefined
  if (virtual.validUntil !== null && day > virtual.validUntil) return 'outside-validity'
  if (virtual.merchantLock !== null && !nameFits(merchant, virtual.merchantLock)) return 'merchant-not-allowed'
  if (virtual.totalLimit === null) return undefined
  const spent = world.store.sql("SELECT -coalesce(sum(minor), 0) AS minor FROM objects WHERE card_id = ? AND kind IN ('charge', 'cash', 'pending', 'refund')").get(id) as { minor: number }
  return spent.minor + minor > virtual.totalLimit.amountMinor ? 'spending-limit' : undefined
}

const nameFits = ({ name }: Merchant, lock: string): boolean => name.toLowerCase().includes(lock.toLowerCase())

/** Sets of controls on the card's chain and on its holder. */
export function controlsOn(world: World, card: Card): readonly Controls[] {
  const chain = new Set(chainOf(world.objects, card.id).map(({ id }) => id))
  return world.objects.all('controls').filter(({ scope }) => (scope.kind === 'card' ? chain.has(scope.id) : scope.id === card.cardholderId))
}

/** The first rule of a set that a charge breaks. */
export function controlsReason(controls: Omit<Controls, 'id' | 'version' | 'scope'>, { merchant, channel }: Pick<Attempt, 'merchant' | 'channel'>, day: string): Reason | undefined {
  if ((controls.validFrom !== null && day < controls.validFrom) || (controls.validUntil !== null && day > controls.validUntil)) return 'outside-validity'
  return channelReason(controls, channel) ?? placeReason(controls, merchant)
}

function channelReason({ cashMachines, online, inPerson }: Pick<Controls, 'cashMachines' | 'online' | 'inPerson'>, channel: Attempt['channel']): Reason | undefined {
  if (channel === 'cash-machine') return cashMachines ? undefined : 'cash-blocked'
  if (channel === 'online') return online ? undefined : 'online-blocked'
  return inPerson ? undefined : 'in-person-blocked'
}

function placeReason(controls: Omit<Controls, 'id' | 'version' | 'scope'>, merchant: Merchant): Reason | undefined {
  const category = categoryOf(merchant.mcc)
  if (controls.allowedCategories !== null && !controls.allowedCategories.includes(category)) return 'category-blocked'
  if (controls.blockedCategories.includes(category) || controls.blockedMccs.includes(merchant.mcc)) return 'category-blocked'
  if (controls.allowedCountries !== null && !controls.allowedCountries.includes(merchant.country)) return 'country-blocked'
  if (controls.blockedCountries.includes(merchant.country)) return 'country-blocked'
  return controls.merchantLock !== null && !nameFits(merchant, controls.merchantLock) ? 'merchant-not-allowed' : undefined
}

/** The limit with what is left of it, where the charge passes it. */
function over(world: World, limit: Limit, { card, at, minor, merchant }: Attempt): readonly { readonly limit: Limit; readonly left: number }[] {
  if (limit.categories !== null && !limit.categories.includes(categoryOf(merchant.mcc))) return []
  const window = windowOf(world, limit, card, at)
  const used = window ? usedIn(world, limit, cardsUnder(world, limit), window) : 0
  const left = amountInForce(limit, at) - used
  return minor > left ? [{ limit, left }] : []
}

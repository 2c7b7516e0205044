/** New cards: ordered, replaced, or moved to another product. Numbers are never stored: only their last digits, and a proof for registration. */
import { addDays } from '#shared/domain/time.ts'
import type { z } from 'zod'
import type { Card, cardsApi } from '#shared/gateway/resources/cards.ts'
import { cardNumber, lastDigitsOf } from './card-number.ts'
import { closeCard } from './card-state.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { nowOf, todayOf, type World } from './world.ts'

type Order = z.output<typeof cardsApi.order.body>

const DELIVERY_DAYS = 5
const YEARS_VALID = 4

/** What a card has in common however it comes about. */
export function newCard(world: World, base: Pick<Card, 'accountId' | 'cardholderId'> & Partial<Card>): Card {
  const account = world.objects.get('account', base.accountId)
  const product = world.objects.get('product', account.productId)
  const id = world.store.nextId('card')
  const today = todayOf(world)
  return world.objects.put('card', {
    id, productId: product.id, network: product.network, kind: 'physical',
    lastDigits: lastDigitsOf(cardNumber(world.seed, id, product.network), product.network),
    expiryMonth: Number(today.slice(5, 7)), expiryYear: Number(today.slice(0, 4)) + YEARS_VALID,
    status: 'inactive', closedReason: null, frozenBy: null, nickname: null, issuedOn: today, activatedAt: null, replacedById: null, replacesId: null,
    replacementReason: null, shipping: null, virtual: null, pendingProductId: null, ...base,
  })
}

export function ship(world: World, card: Card): Card {
  const today = todayOf(world)
  world.schedule.add(addDays(today, 1), 'ship', card.id)
  world.schedule.add(addDays(today, DELIVERY_DAYS), 'deliver', card.id)
  return world.objects.update('card', card.id, { shipping: { status: 'ordered', expectedOn: addDays(today, DELIVERY_DAYS), carrier: null } })
}

export function issueCard(world: World, order: Order): Card {
  const holder = world.objects.find('cardholder', order.cardholderId)
  if (!holder) throw unacceptable('cardholderId', 'unknown')
  if (holder.status === 'inactive') throw notAllowed('cardholder-inactive')
  const account = world.objects.find('account', order.accountId)
  if (!account) throw unacceptable('accountId', 'unknown')
  const base = { accountId: account.id, cardholderId: holder.id, nickname: order.nickname ?? null }
  if (order.kind === 'physical') return ship(world, newCard(world, base))
  if (!world.objects.get('product', account.productId).virtualCards) throw notAllowed('no-virtual-cards')
  if (order.totalLimit && order.totalLimit.currency !== account.currency) throw unacceptable('totalLimit', 'currency')
  if (order.validUntil !== undefined && order.validUntil < todayOf(world)) throw unacceptable('validUntil', 'in-the-past')
  return newCard(world, {
    ...base, kind: 'virtual', status: 'active', activatedAt: nowOf(world),
    virtual: { purpose: order.purpose, merchantLock: order.merchantLock ?? null, totalLimit: order.totalLimit ?? null, validUntil: order.validUntil ?? null, singleUse: order.singleUse ?? false },
  })
}

type Reason = 'damaged' | 'expired' | 'lost' | 'stolen'

/** The old number closes, a new one follows it; a virtual card's new number works at once. */
export function replaceCard(world: World, card: Card, reason: Reason): { readonly card: Card; readonly replacement: Card } {
  const { accountId, cardholderId, nickname, kind, virtual } = card
  const active = kind === 'virtual'
  const fresh = newCard(world, {
    accountId, cardholderId, nickname, kind, virtual, replacesId: card.id, replacementReason: reason,
    ...(active ? { status: 'active', activatedAt: nowOf(world) } : {}),
  })
  const closed = closeCard(world, card, reason)
  return { card: world.objects.update('card', closed.id, { replacedById: fresh.id, replacementReason: reason }), replacement: active ? fresh : ship(world, fresh) }
}

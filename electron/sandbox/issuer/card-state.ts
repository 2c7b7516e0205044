/** The states a card can be moved to. */
import type { Card } from '#shared/gateway/resources/cards.ts'
import { notAllowed } from './refusals.ts'
import type { World } from './world.ts'

/** The card, unless it is closed for good. */
export const open = (card: Card): Card => {
  if (card.status === 'closed') throw notAllowed('card-closed')
  return card
}

export function freezeCard(world: World, card: Card, by: 'you' | 'issuer' | 'deactivation'): Card {
  if (open(card).status === 'inactive') throw notAllowed('card-not-activated')
  return card.status === 'frozen' ? card : world.objects.update('card', card.id, { status: 'frozen', frozenBy: by })
}

export function closeCard(world: World, card: Card, reason: Card['closedReason']): Card {
  return world.objects.update('card', card.id, { status: 'closed', closedReason: reason, frozenBy: null, pendingProductId: null })
}

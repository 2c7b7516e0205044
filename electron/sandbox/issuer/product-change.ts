/** A card that asked for another product moves at the close: a new number on the other account. */
import { closeCard } from './card-state.ts'
import { newCard, ship } from './card-issue.ts'
import type { World } from './world.ts'

export function carryOutProductChanges(world: World, accountId: string): void {
  for (const card of world.objects.all('card').filter((candidate) => candidate.accountId === accountId && candidate.pendingProductId !== null && candidate.status !== 'closed')) {
    const target = world.objects.all('account').find(({ productId, status }) => productId === card.pendingProductId && status !== 'closed')
    if (!target) {
      world.objects.put('card', { ...card, pendingProductId: null })
      continue
    }
    const fresh = ship(world, newCard(world, { accountId: target.id, cardholderId: card.cardholderId, nickname: card.nickname, replacesId: card.id }))
    const closed = closeCard(world, card, 'product-change')
    world.objects.put('card', { ...closed, replacedById: fresh.id })
  }
}

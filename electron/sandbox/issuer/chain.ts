/** One card's numbers over time: limits and history go along. */
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Objects } from '../store/objects.ts'

/** Every card of the chain that a card belongs to, the oldest first. */
export function chainOf(objects: Objects, cardId: string): readonly Card[] {
  let first = objects.get('card', cardId)
  for (let before = first.replacesId; before !== null; before = first.replacesId) first = objects.get('card', before)
  const chain = [first]
  for (let next = first.replacedById; next !== null; next = chain.at(-1)?.replacedById ?? null) chain.push(objects.get('card', next))
  return chain
}

/** The newest number of a card. */
export function currentCard(objects: Objects, cardId: string): Card {
  return chainOf(objects, cardId).at(-1) ?? objects.get('card', cardId)
}

export function cardsOfHolder(objects: Objects, cardholderId: string): readonly Card[] {
  return objects.all('card').filter((card) => card.cardholderId === cardholderId)
}

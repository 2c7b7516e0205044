import type { Card } from '#shared/rpc/contract/cards.contract.ts'

/** The cards of one person among those the window speaks about. */
export function cardsOfPerson(cards: readonly Pick<Card, 'id' | 'cardholder'>[], personId: number, cardIds: readonly number[] | null): number[] {
  const own = cards.filter((card) => card.cardholder?.id === personId).map((card) => card.id)
  return cardIds === null ? own : own.filter((id) => cardIds.includes(id))
}

/** The stored accounts that a file can go into, made from the cards that are known. */
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

export interface AccountChoice {
  readonly accountId: number
  readonly label: string
  readonly hint: string
  /** One of its cards, to draw. */
  readonly card: Card
}

/** Accounts of this currency, by name. One with several cards is named by its issuer, else by its only card. */
export function accountChoices(cards: readonly Card[], currency: string): readonly AccountChoice[] {
  const accounts = Map.groupBy(cards.filter((card) => card.currency === currency), (card) => card.accountId)
  const choices = [...accounts].flatMap(([accountId, own]): AccountChoice[] => {
    const [card] = own
    if (!card) return []
    const holders = [...new Set(own.flatMap(({ cardholder }) => (cardholder ? [cardholder.name] : [])))]
    const label = own.length === 1 ? card.name : `${card.issuer ?? card.name}, ${own.length} cards`
    return [{ accountId, label, hint: holders.length > 0 ? holders.slice(0, 3).join(', ') : 'No cardholder', card }]
  })
  return choices.toSorted((a, b) => a.label.localeCompare(b.label))
}

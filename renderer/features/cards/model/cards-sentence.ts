/** The first line of the cards page: how many, and what is off. */
import { plural } from '#renderer/lib/formats.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

/** `issuerIds`: connections that reach an issuer. Where those and files stand side by side, it says what the files' cards cannot do. */
export function cardsSentence(cards: readonly Card[], issuerIds: readonly number[], count: (value: number) => string): string {
  const living = cards.filter((card) => card.status !== 'closed')
  const of = (fits: (card: Card) => boolean) => living.filter(fits).length
  const parts = [
    part(of((card) => card.status === 'frozen'), 'frozen', count),
    part(of((card) => card.status === 'inactive'), 'not active yet', count),
    part(of((card) => card.kind === 'card' && card.cardholder === null), 'without a cardholder', count),
  ].filter((text) => text !== null)
  const sentence = `${[plural(living.length, 'card', 'cards', count(living.length)), ...parts].join(', ')}.`
  const isMixed = issuerIds.length > 0 && living.some((card) => !issuerIds.includes(card.connectionId))
  return isMixed ? `${sentence} Cards of statement files can be read and watched; freezing needs a connection to their issuer.` : sentence
}

function part(value: number, words: string, count: (value: number) => string): string | null {
  return value === 0 ? null : `${count(value)} ${words}`
}

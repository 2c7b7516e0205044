/** What can be done with several cards at once, and what to say of those it could not be done with. */
import { cardName } from '#renderer/components/data/card-face.tsx'
import { namesLabel, plural } from '#renderer/lib/formats.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

export interface BulkPlan {
  readonly freeze: readonly Card[]
  readonly unfreeze: readonly Card[]
  /** A limit can be kept here for any card that lives. */
  readonly limit: readonly Card[]
}

export function bulkPlan(cards: readonly Card[]): BulkPlan {
  return { freeze: cards.filter((card) => card.can.freeze), unfreeze: cards.filter((card) => card.can.unfreeze), limit: cards.filter((card) => card.can.limit) }
}

export interface SkippedCard {
  readonly cardId: number
  readonly reason: string
}

/** "3 cards frozen. Left out: Fleet ·· 9931 (the card is closed) and 2 more." */
export function bulkText(isFrozen: boolean, changed: number, skipped: readonly SkippedCard[], cards: readonly Card[]): string {
  const word = isFrozen ? 'frozen' : 'unfrozen'
  const done = changed === 0 ? `No card ${word}` : `${plural(changed, 'card', 'cards')} ${word}`
  const left = namesLabel(skipped.map((one) => `${nameOf(one.cardId, cards)} (${lowerFirst(one.reason.replace(/\.$/, ''))})`))
  return left === null ? done : `${done}. Left out: ${left}.`
}

/** The rest of a bulk act, before it is done: "2 of them cannot be frozen". */
export function leftOutText(verb: string, able: number, all: number): string | null {
  const rest = all - able
  if (rest === 0 || able === 0) return null
  return `${rest} of them cannot be ${verb} and ${rest === 1 ? 'is' : 'are'} left as ${rest === 1 ? 'it is' : 'they are'}`
}

function nameOf(id: number, cards: readonly Card[]): string {
  const card = cards.find((one) => one.id === id)
  return card ? cardName(card) : 'a card that is gone'
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1)
}

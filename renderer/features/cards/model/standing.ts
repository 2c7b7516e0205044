/** How a card stands with its issuer, and what can be done about it here. */
import type { Card, CardAct } from '#shared/rpc/contract/cards.contract.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'

export interface Standing {
  readonly status: Card['status']
  readonly word: string
  /** What there is to add: a change that is on its way, or why nothing can be done here. */
  readonly note: { readonly kind: 'waiting' | 'needs-you' | 'why'; readonly text: string } | null
  readonly verb: 'freeze' | 'unfreeze' | null
}

type Freezable = { readonly can: Pick<Card['can'], 'freeze' | 'unfreeze'> }
type StandingCard = Pick<Card, 'status' | 'waitingFor'> & Freezable

const WORDS: Readonly<Record<Card['status'], string>> = { active: 'Active', frozen: 'Frozen', closed: 'Closed', inactive: 'Not active yet', unknown: 'State not known' }

/** `change`: the newest on its way for this card. */
export function standingOf(card: StandingCard, { isOffline, change }: { readonly isOffline: boolean; readonly change: Pick<OutboxItem, 'state'> | undefined }): Standing {
  return { status: card.status, word: WORDS[card.status], note: waitingNote(card, isOffline, change) ?? whyNot(card), verb: verbOf(card) }
}

export function verbOf({ can }: Freezable): Standing['verb'] {
  if (can.freeze) return 'freeze'
  return can.unfreeze ? 'unfreeze' : null
}

const ACT_WORDS: Readonly<Record<CardAct, string>> = {
  freeze: 'freeze', unfreeze: 'unfreeze', activate: 'activation', report: 'report', replace: 'replacement', cancel: 'cancellation', 'change-product': 'change of product', 'keep-product': 'change of product',
}

function waitingNote({ waitingFor }: StandingCard, isOffline: boolean, change: Pick<OutboxItem, 'state'> | undefined): Standing['note'] {
  if (waitingFor === null) return null
  const act = ACT_WORDS[waitingFor]
  if (change?.state === 'needs-attention') return { kind: 'needs-you', text: `The ${act} needs you` }
  const text = isOffline ? 'Not sent yet: offline' : 'Waiting to be sent'
  // Freezing shows in the state itself; anything else has to be named.
  return { kind: 'waiting', text: waitingFor === 'freeze' || waitingFor === 'unfreeze' ? text : `${act.charAt(0).toUpperCase()}${act.slice(1)}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` }
}

function whyNot({ status, can }: StandingCard): Standing['note'] {
  if (status === 'active' && !can.freeze) return { kind: 'why', text: 'Its issuer does not let it be frozen from here' }
  if (status === 'frozen' && !can.unfreeze) return { kind: 'why', text: 'Only its issuer can unfreeze it' }
  return null
}

/** "Frozen: Visa ·· 4242". Done here at once, and said so where the issuer does not know it yet. */
export function doneText(verb: 'freeze' | 'unfreeze', name: string, isOffline: boolean): string {
  const word = verb === 'freeze' ? 'Frozen' : 'Unfrozen'
  return isOffline ? `${word} here: ${name}. It is sent as soon as the issuer can be reached.` : `${word}: ${name}`
}

/** What was done with a card, here and by the issuer, as sentences. */
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'

type Entry = CardDetail['history'][number]
type Facts = Entry['facts']

/** An issuer's newer word stands as it is. */
const REASONS: Readonly<Record<string, string>> = { lost: 'lost', stolen: 'stolen', damaged: 'damaged', expired: 'expired', 'product-change': 'another product' }

const reasonText = (reason: Facts[string] | undefined): string => (typeof reason === 'string' ? (REASONS[reason] ?? reason.replaceAll(/[-_]/g, ' ')) : '')

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'cards.freeze': ({ tookBack, state }) => (tookBack !== undefined && state === undefined ? 'Unfreezing taken back before it was sent' : 'Frozen'),
  'cards.unfreeze': ({ tookBack, state }) => (tookBack !== undefined && state === undefined ? 'Freezing taken back before it was sent' : 'Unfrozen'),
  'cards.assign': ({ cardholderId }) => (cardholderId === null ? 'Taken from its cardholder' : 'Given to a cardholder'),
  'cards.rename': ({ cleared }) => (cleared === true ? 'Nickname removed' : 'Nickname changed'),
  'cards.activate': () => 'Activated',
  // A refusal brings the issuer's own reason in place of the report's.
  'cards.report': ({ reason, replace, state }) => `Reported${state === 'rejected' ? '' : ` ${reasonText(reason)}`}, ${replace === true ? 'with' : 'without'} a new card`,
  'cards.replace': ({ reason, state }) => `New card asked for${state === 'rejected' ? '' : ` (${reasonText(reason)})`}`,
  'cards.cancel': () => 'Cancelled for good',
  'cards.changeProduct': () => 'Another product asked for',
  'cards.keepProduct': () => 'Its product kept after all',
  'cards.tickStep': ({ isDone }) => (isDone === false ? 'A step of its checklist opened again' : 'A step of its checklist done or put aside'),
  'limits.save': () => 'Limits or controls changed',
  'limits.raise': () => 'A limit raised for a while',
  'limits.endRaise': () => 'A raise ended early',
  'limits.remove': () => 'A limit removed',
  'declines.remedy': () => 'Opened for a charge that was declined',
  'requests.approve': () => 'A request for more approved',
  'requests.decline': () => 'A request for more declined',
  'issuer.issued': ({ reason }) => (typeof reason === 'string' ? `New number issued (${reasonText(reason)})` : 'Issued'),
  'issuer.activated': () => 'Activated at the issuer',
}

/** How the issuer took it; a confirmed one needs no word. */
const STATES: Readonly<Record<string, (facts: Facts) => string>> = {
  queued: () => 'not sent yet',
  sending: () => 'being sent',
  'needs-attention': () => 'needs you',
  discarded: () => 'given up',
  rejected: ({ reason }) => (typeof reason === 'string' ? `refused by the issuer: ${reasonText(reason)}` : 'refused by the issuer'),
}

/** "Reported stolen, with a new card". What has no words yet stands by its name: nothing is hidden. */
export function historyText({ action, facts }: Pick<Entry, 'action' | 'facts'>): string {
  return Object.hasOwn(WORDS, action) ? (WORDS[action]?.(facts) ?? action) : action
}

/** "not sent yet", "refused by the issuer: card closed"; null where it went through, or was no issuer's to take. */
export function historyState({ facts }: Pick<Entry, 'facts'>): string | null {
  const { state } = facts
  return typeof state === 'string' && Object.hasOwn(STATES, state) ? (STATES[state]?.(facts) ?? null) : null
}

/** Of when a number was issued only the day is known; it comes as that day's noon. */
export function isDay({ action }: Pick<Entry, 'action'>): boolean {
  return action === 'issuer.issued'
}

export function dayOf(noon: number): string {
  return new Date(noon).toISOString().slice(0, 10)
}

const CLOSED: Readonly<Record<string, string>> = {
  lost: 'reported lost', stolen: 'reported stolen', damaged: 'damaged', expired: 'expired', replaced: 'replaced', cancelled: 'cancelled', 'used-up': 'used up', 'product-change': 'moved to another product',
}

/** "Closed: reported lost". An issuer's newer word stands as it is. */
export function closedText(reason: string | null): string {
  return reason === null ? 'Closed' : `Closed: ${CLOSED[reason] ?? reason.replaceAll('-', ' ')}`
}

const SHIPPING: Readonly<Record<string, string>> = { ordered: 'Being made', shipped: 'On its way', delivered: 'Delivered', returned: 'Came back undelivered' }

/** "On its way with Parcel Post, expected 29 Nov". */
export function shippingText({ status, carrier }: NonNullable<CardDetail['shipping']>, expected: string): string {
  const where = SHIPPING[status] ?? status
  if (status === 'delivered' || status === 'returned') return where
  return `${where}${carrier === null ? '' : ` with ${carrier}`}, expected ${expected}`
}

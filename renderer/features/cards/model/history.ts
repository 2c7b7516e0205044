/** What was done with a card, here and by the issuer, as sentences. */
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'

type Entry = CardDetail['history'][number]
type Facts = Entry['facts']

const REPORTS: Readonly<Record<string, string>> = { lost: 'lost', stolen: 'stolen', damaged: 'damaged', expired: 'about to expire' }

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'cards.freeze': ({ tookBack, outboxId }) => (tookBack !== undefined && outboxId === undefined ? 'Unfreezing taken back before it was sent' : 'Frozen'),
  'cards.unfreeze': ({ tookBack, outboxId }) => (tookBack !== undefined && outboxId === undefined ? 'Freezing taken back before it was sent' : 'Unfrozen'),
  'cards.setFrozen': ({ isFrozen }) => (isFrozen === false ? 'Unfrozen together with others' : 'Frozen together with others'),
  'cards.assign': ({ cardholderId }) => (cardholderId === null ? 'Taken from its cardholder' : 'Given to a cardholder'),
  'cards.rename': ({ cleared }) => (cleared === true ? 'Nickname removed' : 'Nickname changed'),
  'cards.activate': () => 'Activated',
  'cards.report': ({ reason, replace }) => `Reported ${word(reason)}${replace === true ? ', with a new card' : replace === false ? ', without a new card' : ''}`,
  'cards.replace': ({ reason }) => `New card asked for${typeof reason === 'string' ? `: ${word(reason)}` : ''}`,
  'cards.cancel': () => 'Cancelled for good',
  'cards.changeProduct': ({ product }) => `Change of product asked for${typeof product === 'string' ? `: ${product}` : ''}`,
  'cards.keepProduct': () => 'Change of product called off',
  'cards.order': () => 'Ordered',
  'cards.tickStep': ({ isDone }) => (isDone === false ? 'A step of the checklist taken back' : 'A step of the checklist ticked'),
  'cards.saveGroup': () => 'Group changed',
  'limits.save': () => 'Limits and controls changed',
  'limits.raise': () => 'Limit raised for a while',
  'limits.endRaise': () => 'A raise ended',
  'limits.remove': () => 'Limit removed',
  'declines.remedy': () => 'Opened for a charge that was declined',
  'sync.changeConfirmed': ({ command }) => `${change(command)} confirmed by the issuer`,
  'sync.changeRejected': ({ command }) => `${change(command)} refused by the issuer`,
  'sync.changeNeedsAttention': ({ command }) => `${change(command)} could not go on by itself`,
  'sync.discard': ({ command }) => `${change(command)} given up`,
  'sync.retry': ({ command }) => `${change(command)} tried again`,
  'issuer.issued': () => 'Issued',
  'issuer.activated': () => 'Activated',
  'issuer.closed': ({ reason }) => `Closed by the issuer${typeof reason === 'string' ? `: ${word(reason)}` : ''}`,
}

const CHANGES: Readonly<Record<string, string>> = {
  'cards.freeze': 'The freeze', 'cards.unfreeze': 'The unfreeze', 'cards.activate': 'The activation', 'cards.report': 'The report', 'cards.replace': 'The replacement', 'cards.cancel': 'The cancellation',
  'cards.changeProduct': 'The change of product', 'cards.cancelProductChange': 'Keeping the product', 'cards.order': 'The order',
  'limits.create': 'The new limit', 'limits.update': 'The change of a limit', 'limits.remove': 'Removing a limit', 'limits.raise': 'The raise', 'limits.endRaise': 'The end of a raise', 'controls.set': 'The change of controls',
}

function change(command: Facts[string] | undefined): string {
  return typeof command === 'string' ? (CHANGES[command] ?? 'A change') : 'A change'
}

function word(reason: Facts[string] | undefined): string {
  return typeof reason === 'string' ? (REPORTS[reason] ?? reason.replaceAll('-', ' ')) : ''
}

/** What has no words yet stands by its name: nothing is hidden. */
export function historyText({ action, facts }: Pick<Entry, 'action' | 'facts'>): string {
  return Object.hasOwn(WORDS, action) ? (WORDS[action]?.(facts) ?? action) : action
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

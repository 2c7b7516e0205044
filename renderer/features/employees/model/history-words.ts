/** What was done with a person, here and at the issuer, as sentences. */
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'

type Facts = CardholderDetail['history'][number]['facts']

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'employees.create': () => 'Added by name',
  'employees.rename': () => 'Renamed',
  'employees.invite': ({ withCard, withPlan }) => (withCard !== true ? 'Invited' : withPlan === true ? 'Invited, with a card and a limit' : 'Invited, with a card'),
  'employees.update': () => 'Contact details changed',
  'employees.deactivate': () => 'Deactivated',
  'employees.reactivate': () => 'Activated again',
  'cards.assign': () => 'Given a card',
  'cards.order': () => 'A card was ordered for them',
  'limits.save': () => 'Limits and controls changed',
  'limits.raise': () => 'A limit was raised for a while',
  'limits.endRaise': () => 'A raise was ended',
  'limits.remove': () => 'A limit was removed',
  'requests.approve': () => 'Their request for more was approved',
  'requests.approveByRule': () => 'A rule approved their request for more',
  'requests.decline': () => 'Their request for more was declined',
  'declines.remedy': () => 'Opened for a charge that was declined',
  'sync.changeConfirmed': ({ command }) => `${changeOf(command)} was confirmed by the issuer`,
  'sync.changeRejected': ({ command }) => `${changeOf(command)} was refused by the issuer`,
  'sync.changeNeedsAttention': ({ command }) => `${changeOf(command)} could not go on by itself`,
  'sync.discard': ({ command }) => `${changeOf(command)} was given up`,
  'sync.retry': ({ command }) => `${changeOf(command)} was tried again`,
  'issuer.joined': () => 'Became a cardholder',
}

const CHANGES: Readonly<Record<string, string>> = {
  'cardholders.invite': 'The invitation', 'cardholders.update': 'The change of contact details', 'cardholders.deactivate': 'The deactivation', 'cardholders.reactivate': 'The reactivation',
  'cards.order': 'The order of a card', 'limits.create': 'The new limit', 'limits.update': 'The change of a limit', 'limits.remove': 'Removing a limit', 'limits.raise': 'The raise', 'limits.endRaise': 'The end of a raise',
  'controls.set': 'The change of controls', 'limitRequests.approve': 'The approval', 'limitRequests.decline': 'The refusal of a request',
}

function changeOf(command: Facts[string] | undefined): string {
  return typeof command === 'string' ? (CHANGES[command] ?? 'A change') : 'A change'
}

/** What of it has not reached the issuer, or was refused there; only of what is sent. */
const STATES: Readonly<Record<string, string>> = { queued: 'not sent yet', sending: 'being sent', 'needs-attention': 'needs you', rejected: 'refused by the issuer', discarded: 'given up' }

/** A step that this version has no words for stands by its name: nothing is hidden. */
export function historyText({ action, facts }: { readonly action: string; readonly facts: Facts }): string {
  const text = Object.hasOwn(WORDS, action) ? (WORDS[action]?.(facts) ?? action) : action
  const { state } = facts
  const standing = action.startsWith('sync.') || typeof state !== 'string' ? undefined : STATES[state]
  return standing === undefined ? text : `${text} (${standing})`
}

/** An issuer's date has no time of day. */
export function hasTime(action: string): boolean {
  return action !== 'issuer.joined'
}

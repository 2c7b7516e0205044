/** What was done with a person, here and at the issuer, as sentences. */
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'

type Facts = CardholderDetail['history'][number]['facts']

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'employees.create': () => 'Added here by hand',
  'employees.rename': () => 'Renamed',
  'employees.invite': ({ card }) => (card === true ? 'Invited, with a card' : 'Invited'),
  'employees.update': () => 'Contact details changed',
  'employees.deactivate': () => 'Deactivated',
  'employees.reactivate': () => 'Activated again',
  'cards.assign': () => 'A card was given to them',
  'cards.order': ({ form }) => (form === 'virtual' ? 'A virtual card was ordered' : 'A card was ordered'),
  'limits.save': () => 'Limits changed',
  'limits.raise': () => 'A limit was raised for a while',
  'limits.endRaise': () => 'A raise was ended',
  'limits.remove': () => 'A limit was removed',
  'requests.approve': () => 'A request for more was approved',
  'requests.autoApprove': () => 'A rule approved a request for more',
  'requests.decline': () => 'A request for more was declined',
  'sync.changeConfirmed': () => 'The issuer confirmed a change',
  'sync.changeRejected': () => 'The issuer refused a change',
  'sync.changeNeedsAttention': () => 'A change could not go on by itself',
  joined: () => 'Joined',
}

/** A step that this version has no words for stands by its name. */
export function historyText({ action, facts }: { readonly action: string; readonly facts: Facts }): string {
  return Object.hasOwn(WORDS, action) ? (WORDS[action]?.(facts) ?? action) : action
}

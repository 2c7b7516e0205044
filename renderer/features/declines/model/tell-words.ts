/** What to tell the employee: short enough for a message, without a word of the trade. */
import type { Decline, DeclineReason, Remedy } from '#shared/rpc/contract/declines.contract.ts'
import { limitName } from '#renderer/lib/interval-words.ts'
import { categoryText, firstName, type DeclineWords } from './decline-words.ts'

type Offered = Decline['remedies'][number]

export interface Told {
  /** What was done about it here; null: nothing. */
  readonly done: Offered | null
  /** The issuer does not know it yet. */
  readonly isWaiting: boolean
}

/** "Hi Dana, your charge of $210 at Delta was declined because it went over your monthly limit of $2,000. I raised it to $2,150 until tonight: please try again." */
export function tellText(decline: Decline, { done, isWaiting }: Told, words: DeclineWords): string {
  const hello = decline.person === null ? 'Hello' : `Hi ${firstName(decline.person.name)}`
  const charge = `your charge of ${words.money({ ...decline.amount, minor: Math.abs(decline.amount.minor) })} at ${decline.merchant} was declined because ${because(decline, words)}.`
  if (decline.passedLater && done === null) return `${hello}, ${charge} It went through when it was tried again, so there is nothing to do.`
  const next = done === null ? ADVICE[decline.reason] : `${didText(done, decline, words)} ${isWaiting ? 'It takes effect in a few minutes: please try again then.' : 'Please try again.'}`
  return `${hello}, ${charge} ${next}`
}

const BECAUSE: Readonly<Record<DeclineReason, (decline: Decline, words: DeclineWords) => string>> = {
  'card-frozen': () => 'the card was frozen',
  'card-inactive': () => 'the card has not been activated yet',
  'card-closed': () => 'that card is closed',
  'card-expired': () => 'that card has expired',
  'cardholder-inactive': () => 'you were not set up as an active cardholder',
  'spending-limit': ({ cause }, { money }) => (cause?.kind === 'limit' ? `it went over the ${limitName(cause.rules.interval)} of ${money(cause.rules.amount)}` : 'it went over a spending limit'),
  'category-blocked': (decline, words) => `the card does not allow ${categoryText(decline, words)}`,
  'merchant-not-allowed': () => 'the card only works at one merchant',
  'country-blocked': ({ country }, words) => `the card does not allow charges in ${country === null ? 'that country' : words.country(country)}`,
  'online-blocked': () => 'the card does not allow charges online',
  'in-person-blocked': () => 'the card does not allow charges in person',
  'cash-blocked': () => 'the card does not allow cash machines',
  'outside-validity': () => 'the card cannot be used at this time',
  'insufficient-credit': () => 'the company account had not enough credit left',
  'suspected-fraud': () => 'the card issuer thought it might be fraud',
  'wrong-expiry': () => 'the expiry date was typed wrong',
  'wrong-security-code': () => 'the security code was typed wrong',
  other: () => 'the card issuer refused it without saying why',
}

function because(decline: Decline, words: DeclineWords): string {
  return BECAUSE[decline.reason](decline, words)
}

const ASK = 'Tell me if you need it and I will see what I can do.'

const ADVICE: Readonly<Record<DeclineReason, string>> = {
  'card-frozen': ASK,
  'card-inactive': 'Please activate it first: the last digits and the expiry date are on the card.',
  'card-closed': 'Please use your other card, and remove this one where it is saved.',
  'card-expired': 'Please use the new card, and replace this one where it is saved.',
  'cardholder-inactive': ASK,
  'spending-limit': ASK,
  'category-blocked': ASK,
  'merchant-not-allowed': 'Please use another card for this.',
  'country-blocked': ASK,
  'online-blocked': ASK,
  'in-person-blocked': ASK,
  'cash-blocked': ASK,
  'outside-validity': ASK,
  'insufficient-credit': 'I will tell you when it works again.',
  'suspected-fraud': 'If it was you, please call the number on the back of the card. If it was not, tell me at once.',
  'wrong-expiry': 'Please check the date on the card and try again.',
  'wrong-security-code': 'Please check the code on the card and try again.',
  other: 'Please try once more, and tell me if it fails again.',
}

const DID: Readonly<Record<Remedy, (offered: Offered, decline: Decline, words: DeclineWords) => string>> = {
  'raise-today': ({ amount, until }, _decline, { money, end }) => `I raised it${amount === null ? '' : ` to ${money(amount)}`}${until === null ? '' : ` until ${end(until)}`}.`,
  'allow-category': () => 'I have allowed that now.',
  'allow-country': () => 'I have allowed that now.',
  'allow-online': () => 'I have allowed that now.',
  'allow-in-person': () => 'I have allowed that now.',
  'allow-cash': () => 'I have allowed that now.',
  'drop-merchant-lock': () => 'I have allowed other merchants now.',
  'extend-validity': ({ until }, _decline, { end }) => `You can use it${until === null ? ' again' : ` until ${end(until)}`} now.`,
  unfreeze: () => 'I have unfrozen it.',
  reactivate: () => 'You are active again.',
}

function didText(done: Offered, decline: Decline, words: DeclineWords): string {
  return DID[done.remedy](done, decline, words)
}

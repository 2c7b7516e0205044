/** Why a charge was refused, by which rule, and what can be done: in plain words. */
import type { Money } from '#shared/domain/money.ts'
import { limitName } from '#renderer/lib/interval-words.ts'
import type { Decline, DeclineReason, Remedy } from '#shared/rpc/contract/declines.contract.ts'

export interface DeclineWords {
  readonly money: (money: Money) => string
  /** "tonight", "the end of 30 Nov". */
  readonly end: (at: number) => string
  readonly category: (key: string) => string
  readonly country: (code: string) => string
}

export const declineKey = ({ connectionId, declineId }: Pick<Decline, 'connectionId' | 'declineId'>): string => `${connectionId}:${declineId}`

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

/** "Dana’s", "James’". */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}’` : `${name}’s`
}

type Said = Pick<Decline, 'reason' | 'person' | 'category' | 'mccLabel' | 'country'>

/** What it was for, as the rules count it. */
export function categoryText({ category, mccLabel }: Pick<Decline, 'category' | 'mccLabel'>, words: Pick<DeclineWords, 'category'>): string {
  if (category !== null) return words.category(category)
  return mccLabel ?? 'this kind of merchant'
}

const REASONS: Readonly<Record<DeclineReason, (said: Said, words: DeclineWords) => string>> = {
  'card-frozen': () => 'The card was frozen.',
  'card-inactive': () => 'The card had not been activated yet.',
  'card-closed': () => 'The card was closed.',
  'card-expired': () => 'The card had expired.',
  'cardholder-inactive': ({ person }) => `${person?.name ?? 'The cardholder'} was not an active cardholder.`,
  'spending-limit': () => 'It would have gone over a spending limit.',
  'category-blocked': (said, words) => `${categoryText(said, words)} is not allowed.`,
  'merchant-not-allowed': () => 'The card is only allowed at another merchant.',
  'country-blocked': ({ country }, words) => (country === null ? 'That country is not allowed.' : `${words.country(country)} is not allowed.`),
  'online-blocked': () => 'Charges online are not allowed.',
  'in-person-blocked': () => 'Charges in person are not allowed.',
  'cash-blocked': () => 'Cash machines are not allowed.',
  'outside-validity': () => 'The card may not be used at that time.',
  'insufficient-credit': () => 'The account had not enough credit left.',
  'suspected-fraud': () => 'The issuer suspected fraud.',
  'wrong-expiry': () => 'The expiry date was typed wrong.',
  'wrong-security-code': () => 'The security code was typed wrong.',
  other: () => 'The issuer did not say why.',
}

export function reasonText(said: Said, words: DeclineWords): string {
  return REASONS[said.reason](said, words)
}

export interface WhyText {
  readonly text: string
  /** The issuer did not name the rule: found by counting here. */
  readonly isWorkedOut: boolean
}

/** "Over Dana Reyes’ monthly limit of $2,000: $1,940 was used, so $60 was left." The reason together with the rule of ours behind it. */
export function whyText(decline: Decline, words: DeclineWords): WhyText {
  const { cause, person } = decline
  if (cause === null) return { text: reasonText(decline, words), isWorkedOut: false }
  const isWorkedOut = !cause.issuerSaid
  const isOfPerson = person !== null && cause.who === person.name
  if (cause.kind === 'controls') return { text: `${reasonText(decline, words)} ${isOfPerson ? `That holds for all cards of ${person.name}.` : 'That is set for this card.'}`, isWorkedOut }
  const { rules, usedBefore } = cause
  const on = rules.categories === null ? '' : ` on ${listText(rules.categories.map(words.category))}`
  const name = `Over ${isOfPerson ? possessive(person.name) : 'the card’s'} ${limitName(rules.interval)} of ${words.money(rules.amount)}${on}`
  if (rules.interval === 'per-charge') return { text: `${name}.`, isWorkedOut }
  const left = rules.amount.minor - usedBefore.minor
  const rest = left > 0 ? `, so ${words.money({ ...usedBefore, minor: left })} was left` : ''
  return { text: `${name}: ${words.money(usedBefore)} was used${rest}.`, isWorkedOut }
}

function listText(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

type Offered = Decline['remedies'][number]

const LABELS: Readonly<Record<Remedy, (offered: Offered, decline: Decline, words: DeclineWords) => string>> = {
  'raise-today': ({ amount, until }, _decline, { money, end }) => `Raise${until === null ? '' : ` until ${end(until)}`}${amount === null ? '' : ` to ${money(amount)}`}`,
  'allow-category': (_offered, decline, words) => `Allow ${categoryText(decline, words)}`,
  'allow-country': (_offered, { country }, words) => `Allow ${country === null ? 'that country' : words.country(country)}`,
  'allow-online': () => 'Allow online',
  'allow-in-person': () => 'Allow in person',
  'allow-cash': () => 'Allow cash machines',
  'drop-merchant-lock': () => 'Allow other merchants',
  'extend-validity': ({ until }, _decline, { end }) => (until === null ? 'Extend its dates' : `Extend until ${end(until)}`),
  unfreeze: (_offered, { card }) => `Unfreeze ${card.name}`,
  reactivate: (_offered, { person }) => `Activate ${person === null ? 'the cardholder' : firstName(person.name)} again`,
}

/** What is opened in the controls of a person is opened on all their cards: the button says for whom. */
export function remedyLabel(offered: Offered, decline: Decline, words: DeclineWords): string {
  const label = LABELS[offered.remedy](offered, decline, words)
  const { cause, person } = decline
  return cause?.kind === 'controls' && cause.scope.kind === 'cardholder' && person !== null ? `${label} for ${firstName(person.name)}` : label
}

const DONE: Readonly<Record<Remedy, (offered: Offered, decline: Decline, words: DeclineWords) => string>> = {
  'raise-today': ({ amount, until }, _decline, { money, end }) => `Raised${amount === null ? '' : ` to ${money(amount)}`}${until === null ? '' : ` until ${end(until)}`}`,
  'allow-category': (_offered, decline, words) => `${categoryText(decline, words)} is allowed now`,
  'allow-country': (_offered, { country }, words) => `${country === null ? 'That country' : words.country(country)} is allowed now`,
  'allow-online': () => 'Charges online are allowed now',
  'allow-in-person': () => 'Charges in person are allowed now',
  'allow-cash': () => 'Cash machines are allowed now',
  'drop-merchant-lock': () => 'Other merchants are allowed now',
  'extend-validity': ({ until }, _decline, { end }) => (until === null ? 'Its dates are extended' : `It can be used until ${end(until)}`),
  unfreeze: (_offered, { card }) => `${card.name} is unfrozen`,
  reactivate: (_offered, { person }) => `${person?.name ?? 'The cardholder'} is active again`,
}

/** After it was done: "Raised to $2,150 until tonight". */
export function doneText(offered: Offered, decline: Decline, words: DeclineWords): string {
  return DONE[offered.remedy](offered, decline, words)
}

const FRESH_MS = 7 * 86_400_000

/** What helps is offered at once while somebody may still stand at the till; later it has to be asked for. */
export function isFresh({ at, passedLater }: Pick<Decline, 'at' | 'passedLater'>, now: number): boolean {
  return !passedLater && now - at < FRESH_MS
}

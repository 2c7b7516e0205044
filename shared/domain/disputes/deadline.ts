/**
 * Until when a dispute can be sent: the earliest of the network's window, the notice of a billing error, and the issuer's own window.
 *
 * Everything is a calendar day; a window of 110 days from the 1st ends on the 111th day, which still counts. No rule here moves a day because of a
 * weekend or a time zone. The windows and their sources are data (DOMAIN 2.6, 5.1, 5.3): what the networks publish changes, and an issuer may be stricter.
 */
import { addDays, daysBetween, type IsoDate } from '../time.ts'
import { answersByKey, dayOf, type Answer } from './answers.ts'
import { REASONS, type ReasonAnchor } from './catalogue.ts'
import type { DisputeReason } from './names.ts'

export type DisputeNetwork = 'visa' | 'mastercard' | 'amex' | 'discover'
export type DeadlineRule = 'network-window' | 'billing-error-notice' | 'issuer-window'
export type DeadlineAnchor = ReasonAnchor | 'statement-date' | 'posting-date' | 'issuer'

export interface DisputeDeadline {
  readonly rule: DeadlineRule
  /** The last day. */
  readonly on: IsoDate
  readonly anchor: DeadlineAnchor
  readonly anchorOn: IsoDate | null
  readonly days: number | null
}

export interface DeadlineFacts {
  /** null: not chosen yet. Then the shortest window of all reasons counts, from the charge. */
  readonly reason: DisputeReason | null
  readonly network: DisputeNetwork | null
  /** The day of the purchase. */
  readonly chargedOn: IsoDate
  readonly postedOn: IsoDate
  /** Closing day of the first statement with the charge; null while there is none. */
  readonly firstStatementOn: IsoDate | null
  readonly answers: readonly Answer[]
  readonly issuerWindow: { readonly days: number; readonly anchor: ReasonAnchor } | null
  /** As the issuer says of its draft. It takes the place of `issuerWindow`. */
  readonly issuerSubmitBy: IsoDate | null
}

const USUAL_DAYS = 110
const BILLING_ERROR_DAYS = 60
type KnownNetwork = Exclude<DisputeNetwork, 'discover'>

/** Shorter windows than the usual one. Ten days of each network's 120 (or 90, or 75) are kept back, as card programs do. */
const SHORTER: Readonly<Record<KnownNetwork, Partial<Readonly<Record<DisputeReason, number>>>>> = {
  visa: { 'no-valid-authorization': 65 },
  mastercard: { 'no-valid-authorization': 80, duplicate: 80, 'incorrect-amount': 80 },
  amex: {},
}
const KNOWN_NETWORKS = ['visa', 'mastercard', 'amex'] as const satisfies readonly KnownNetwork[]

/** Days of the network's window. A network that is not known, or whose rule is not on record (Discover), gets the shortest of the others. */
export function networkDays(reason: DisputeReason, network: DisputeNetwork | null): number {
  if (network !== null && network !== 'discover') return SHORTER[network][reason] ?? USUAL_DAYS
  return Math.min(...KNOWN_NETWORKS.map((known) => SHORTER[known][reason] ?? USUAL_DAYS))
}

/** Which answers hold the day that a reason's window runs from. */
const ANCHOR_KEYS: Readonly<Record<Exclude<ReasonAnchor, 'transaction-date'>, readonly string[]>> = {
  'expected-date': ['expected-on', 'credit-expected-on'],
  'cancellation-date': ['cancelled-on'],
  'received-date': ['received-on'],
}

/**
 * The day a window runs from: the later of the charge and the answered day. A subscription that was cancelled a year ago and charged yesterday has its
 * time from yesterday. Without an answer it is the charge, which is never too late.
 */
function anchorOf(anchor: ReasonAnchor, { answers, chargedOn }: Pick<DeadlineFacts, 'answers' | 'chargedOn'>): { readonly anchor: ReasonAnchor; readonly anchorOn: IsoDate } {
  if (anchor !== 'transaction-date') {
    const given = answersByKey(answers)
    const answered = ANCHOR_KEYS[anchor].map((key) => dayOf(given.get(key))).find((day) => day !== undefined)
    if (answered !== undefined && answered > chargedOn) return { anchor, anchorOn: answered }
  }
  return { anchor: 'transaction-date', anchorOn: chargedOn }
}

/** Every rule that sets a last day, the earliest first. Never empty. */
export function deadlinesOf(facts: DeadlineFacts): readonly DisputeDeadline[] {
  const { reason, network } = facts
  const deadlines: DisputeDeadline[] = []
  const add = (rule: DeadlineRule, days: number, from: { readonly anchor: DeadlineAnchor; readonly anchorOn: IsoDate }) => deadlines.push({ rule, on: addDays(from.anchorOn, days), ...from, days })

  const days = reason === null ? shortestDays(network) : networkDays(reason, network)
  add('network-window', days, anchorOf(reason === null ? 'transaction-date' : REASONS[reason].anchor, facts))
  if (reason === null || REASONS[reason].isBillingError) add('billing-error-notice', BILLING_ERROR_DAYS, noticeAnchor(facts))
  if (facts.issuerSubmitBy !== null) deadlines.push({ rule: 'issuer-window', on: facts.issuerSubmitBy, anchor: 'issuer', anchorOn: null, days: null })
  else if (facts.issuerWindow !== null) add('issuer-window', facts.issuerWindow.days, anchorOf(facts.issuerWindow.anchor, facts))
  return deadlines.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The day after which it is refused: the issuer's own, where it has said one. The other rules end what a person can count on, not what can be sent. */
export function takenUntil(deadlines: readonly Pick<DisputeDeadline, 'rule' | 'on'>[]): string | null {
  return deadlines.find(({ rule }) => rule === 'issuer-window')?.on ?? null
}

function shortestDays(network: DisputeNetwork | null): number {
  const reasons = Object.keys(REASONS) as DisputeReason[]
  return Math.min(...reasons.map((reason) => networkDays(reason, network)))
}

/** Until a statement shows the charge, the day it was posted stands for it: earlier than any statement can be. */
function noticeAnchor({ firstStatementOn, postedOn }: DeadlineFacts): { readonly anchor: DeadlineAnchor; readonly anchorOn: IsoDate } {
  return firstStatementOn === null ? { anchor: 'posting-date', anchorOn: postedOn } : { anchor: 'statement-date', anchorOn: firstStatementOn }
}

export interface RuleWords {
  readonly title: string
  readonly text: string
  readonly source: string
}

export const DEADLINE_RULES: Readonly<Record<DeadlineRule, RuleWords>> = {
  'network-window': {
    title: 'Card network',
    text: 'The network takes disputes for 120 days for most reasons, fewer for some. Ten days are kept back so that the issuer can pass yours on. Where the card’s network is not known, the shortest of the networks is counted.',
    source: 'Stripe Issuing, “Disputes” (Visa 110 or 65 days, Mastercard 110 or 80); American Express commonly 120 days',
  },
  'billing-error-notice': {
    title: 'Notice of a billing error',
    text: 'The issuer must have your notice within 60 days of the first statement that shows the charge. The law says so for consumer cards; many issuers keep to it for business cards as well. It is a reason to be early, not a right you can count on.',
    source: '12 CFR 1026.13(b)(1); 15 USC 1666(a)',
  },
  'issuer-window': { title: 'Your issuer', text: 'The issuer’s own last day. After it, it takes no dispute of this charge.', source: 'Told by the issuer' },
}

export const ANCHOR_WORDS: Readonly<Record<DeadlineAnchor, string>> = {
  'transaction-date': 'the day of the charge',
  'expected-date': 'the day you expected it',
  'cancellation-date': 'the day you cancelled',
  'received-date': 'the day you received it',
  'statement-date': 'the first statement that shows it',
  'posting-date': 'the day it was posted, as no statement shows it yet',
  issuer: 'the issuer',
}

/** Days before the last one on which a draft is called to mind. */
export const REMINDER_DAYS = [14, 7, 3, 1, 0] as const
/** A draft with so many days left or fewer needs somebody. */
export const ATTENTION_DAYS = 14

export type Urgency = 'passed' | 'today' | 'soon' | 'calm'

/** Days left, of two days YYYY-MM-DD; 0 on the last day, negative after it. */
export const daysLeft = (today: string, sendBy: string): number => daysBetween(today as IsoDate, sendBy as IsoDate)

export function urgencyOf(today: string, sendBy: string): Urgency {
  const days = daysLeft(today, sendBy)
  if (days < 0) return 'passed'
  if (days === 0) return 'today'
  return days <= ATTENTION_DAYS ? 'soon' : 'calm'
}

/** What can still be done after the last day. */
export function afterwards(reason: DisputeReason | null): readonly string[] {
  const unauthorized = reason === 'fraud' || reason === 'no-valid-authorization'
  return [
    ...(unauthorized ? ['Report it all the same, and replace the card. What you owe for use that nobody here allowed is limited by law, without a last day (12 CFR 1026.12(b)).'] : []),
    'Ask the merchant for a refund. A merchant can give one at any time.',
    ...(reason === 'cancelled-recurring' ? ['Cancel in writing now, and freeze the card or block the merchant before the next charge.'] : []),
    'Ask the issuer whether it takes the case late. Some do where the goods were due late or the fault showed late.',
    'Keep the papers: a claim against the merchant itself lasts far longer than a dispute.',
  ]
}

/**
 * The reasons for a dispute: in plain words, what each asks for, what helps first, from which day its time runs, and what others call it.
 *
 * Sources: DOMAIN 5.3 (Visa's categories, Stripe's dispute reasons, American Express's codes), Mastercard's four groups of message reason codes (4808
 * authorization, 4834 point of interaction, 4837 no cardholder authorization, 4853 cardholder dispute), and 12 CFR 1026.13(a) with its comments for what a billing
 * error is. Codes are data to show and to map; none of them decides anything here.
 */
import type { DisputeReason } from './names.ts'
import { helpful, OTHER_EVIDENCE, QUESTIONS as Q, required, wordsOf, evidenceLabel, type EvidenceRule, type Question, type QuestionKind } from './questions.ts'

export type ReasonGroup = 'unknown-charge' | 'wrong-amount' | 'not-received' | 'not-as-expected' | 'cancelled' | 'refund' | 'cash'
export type Advice = 'contact-merchant' | 'freeze-card' | 'replace-card' | 'check-descriptor' | 'ask-employee'
/** What the time of a reason runs from. */
export type ReasonAnchor = 'transaction-date' | 'expected-date' | 'cancellation-date' | 'received-date'

export interface ReasonCodes {
  readonly visa: string
  readonly mastercard: string
  readonly amex: string | null
  /** A reason of Stripe Issuing's API. */
  readonly stripe: string
}

export interface ReasonRule {
  readonly title: string
  readonly hint: string
  readonly group: ReasonGroup
  readonly questions: readonly Question[]
  readonly evidence: readonly EvidenceRule[]
  /** What to do before it is sent, in this order. */
  readonly advice: readonly Advice[]
  readonly anchor: ReasonAnchor
  /** Under 12 CFR 1026.13(a). Quality of goods that were accepted is none (comment 13(a)(3)-1). */
  readonly isBillingError: boolean
  readonly codes: ReasonCodes
}

/** Groups in the order in which a person is asked, with the question's words. */
export const REASON_GROUPS: readonly { readonly group: ReasonGroup; readonly title: string }[] = [
  { group: 'unknown-charge', title: 'It should not be there at all' },
  { group: 'wrong-amount', title: 'The amount is wrong' },
  { group: 'not-received', title: 'It never came' },
  { group: 'not-as-expected', title: 'It is not what I paid for' },
  { group: 'cancelled', title: 'I had cancelled' },
  { group: 'refund', title: 'My refund is missing' },
  { group: 'cash', title: 'The cash machine paid too little' },
]

const codes = (visa: string, mastercard: string, amex: string | null, stripe: string): ReasonCodes => ({ visa, mastercard, amex, stripe })
const ASK_MERCHANT: readonly Advice[] = ['contact-merchant']

export const REASONS: Readonly<Record<DisputeReason, ReasonRule>> = {
  fraud: {
    title: 'I do not know this charge', hint: 'Nobody here made or allowed it.', group: 'unknown-charge',
    questions: [Q.fraudType, Q.cardHere, Q.holderDenies], evidence: [helpful('police-report')],
    advice: ['check-descriptor', 'ask-employee', 'freeze-card', 'replace-card'], anchor: 'transaction-date', isBillingError: true, codes: codes('10.1–10.5', '4837', 'F24, F29, F30, F31', 'fraudulent'),
  },
  'no-valid-authorization': {
    title: 'The card could not be charged any more', hint: 'It was closed, expired or declined, and the charge came all the same.', group: 'unknown-charge',
    questions: [Q.authorizationProblem], evidence: [], advice: ASK_MERCHANT, anchor: 'transaction-date', isBillingError: true, codes: codes('11.1–11.3', '4808', 'A01, A02, A08', 'no_valid_authorization'),
  },
  duplicate: {
    title: 'I was charged twice', hint: 'The same purchase is there two times or more.', group: 'wrong-amount',
    questions: [Q.otherCharge], evidence: [helpful('receipt'), helpful('statement')], advice: ASK_MERCHANT, anchor: 'transaction-date', isBillingError: true, codes: codes('12.6.1', '4834', 'P08', 'duplicate'),
  },
  'incorrect-amount': {
    title: 'I was charged the wrong amount', hint: 'More than on the receipt or than agreed.', group: 'wrong-amount',
    questions: [Q.rightAmount], evidence: [required('receipt')], advice: ASK_MERCHANT, anchor: 'transaction-date', isBillingError: true, codes: codes('12.5', '4834', 'P05', 'duplicate'),
  },
  'paid-by-other-means': {
    title: 'I paid in another way', hint: 'In cash, by transfer or with another card, and this card was charged as well.', group: 'wrong-amount',
    questions: [Q.paidBy, Q.otherPayment], evidence: [required('proof-of-payment')], advice: ASK_MERCHANT, anchor: 'transaction-date', isBillingError: true, codes: codes('12.6.2', '4834', 'C14', 'duplicate'),
  },
  'goods-not-received': {
    title: 'It never arrived', hint: 'Goods that were late, went elsewhere or did not come.', group: 'not-received',
    questions: [Q.description, Q.expectedOn, Q.contactedOn, Q.deliveryIssue], evidence: [helpful('order-confirmation'), helpful('correspondence')],
    advice: ASK_MERCHANT, anchor: 'expected-date', isBillingError: true, codes: codes('13.1', '4853', 'C08', 'not_received'),
  },
  'services-not-received': {
    title: 'The service was not provided', hint: 'A booking, repair or subscription that did not happen.', group: 'not-received',
    questions: [Q.description, Q.serviceExpectedOn, Q.contactedOn], evidence: [helpful('contract'), helpful('correspondence')],
    advice: ASK_MERCHANT, anchor: 'expected-date', isBillingError: true, codes: codes('13.1', '4853', 'C08', 'not_received'),
  },
  'cancelled-recurring': {
    title: 'I cancelled this subscription', hint: 'It was charged again after you had ended it.', group: 'cancelled',
    questions: [Q.cancelledOn, Q.cancelledHow], evidence: [required('cancellation')], advice: ASK_MERCHANT, anchor: 'cancellation-date', isBillingError: true, codes: codes('13.2', '4853', 'C28', 'canceled'),
  },
  'goods-not-as-described': {
    title: 'It is not what was described', hint: 'Another thing, colour, size or number than on the order.', group: 'not-as-expected',
    questions: [Q.description, Q.receivedOn, Q.whatDiffers, Q.returnOutcome, Q.contactedOn], evidence: [helpful('photo'), helpful('offer')],
    advice: ASK_MERCHANT, anchor: 'received-date', isBillingError: true, codes: codes('13.3', '4853', 'C31', 'merchandise_not_as_described'),
  },
  'goods-damaged': {
    title: 'It is damaged or does not work', hint: 'It came broken, or it is faulty.', group: 'not-as-expected',
    questions: [Q.description, Q.receivedOn, Q.whatIsWrong, Q.returnOutcome, Q.contactedOn], evidence: [required('photo')],
    advice: ASK_MERCHANT, anchor: 'received-date', isBillingError: false, codes: codes('13.3', '4853', 'C31, C32', 'merchandise_not_as_described'),
  },
  'services-not-as-described': {
    title: 'The service was not as agreed', hint: 'It was done differently or only in part.', group: 'not-as-expected',
    questions: [Q.description, Q.serviceReceivedOn, Q.whatDiffers, Q.contactedOn, Q.foodRelated], evidence: [helpful('contract'), helpful('correspondence')],
    advice: ASK_MERCHANT, anchor: 'received-date', isBillingError: true, codes: codes('13.3', '4853', 'C31', 'service_not_as_described'),
  },
  counterfeit: {
    title: 'It is a counterfeit', hint: 'It was sold as genuine and is not.', group: 'not-as-expected',
    questions: [Q.description, Q.receivedOn, Q.howKnown], evidence: [helpful('expert-opinion')],
    advice: ASK_MERCHANT, anchor: 'received-date', isBillingError: true, codes: codes('13.4', '4853', null, 'merchandise_not_as_described'),
  },
  'refund-not-processed': {
    title: 'My refund never came', hint: 'The merchant promised it, or you sent the goods back.', group: 'refund',
    questions: [Q.creditExpectedOn, Q.returnedOn, Q.contactedOn], evidence: [helpful('credit-slip')],
    advice: ASK_MERCHANT, anchor: 'expected-date', isBillingError: true, codes: codes('13.6', '4853', 'C02', 'canceled'),
  },
  'cancelled-purchase': {
    title: 'I cancelled this purchase', hint: 'An order or booking that you called off.', group: 'cancelled',
    questions: [Q.cancelledOn, Q.cancellationReason, Q.policyShown, Q.returnOutcome], evidence: [helpful('cancellation'), helpful('policy')],
    advice: ASK_MERCHANT, anchor: 'cancellation-date', isBillingError: true, codes: codes('13.7', '4853', 'C05', 'canceled'),
  },
  'cash-not-dispensed': {
    title: 'The machine did not pay out', hint: 'Less cash came than was charged, or none.', group: 'cash',
    questions: [Q.receivedAmount], evidence: [helpful('machine-receipt')], advice: [], anchor: 'transaction-date', isBillingError: true, codes: codes('13.9', '4834', null, 'other'),
  },
}

/** What an issuer itself asks for (its `dispute-reasons`). */
export interface IssuerForm {
  readonly reason: DisputeReason
  readonly questions: readonly { readonly key: string; readonly kind: QuestionKind; readonly choices: readonly string[]; readonly required: boolean }[]
  readonly evidence: readonly { readonly kind: string; readonly required: boolean }[]
}

/** The questions in this order: the catalogue's, then those that only this issuer asks. What the issuer does not ask is left out. `form` of another reason counts for nothing. */
export function questionsFor(reason: DisputeReason, form: IssuerForm | null): readonly Question[] {
  const own = REASONS[reason].questions
  if (form?.reason !== reason) return own
  const asked = new Map(form.questions.map((question) => [question.key, question]))
  const known = own.flatMap((question) => {
    const theirs = asked.get(question.key)
    return theirs === undefined ? [] : [joined(question, theirs)]
  })
  const more = form.questions.filter(({ key }) => !own.some((question) => question.key === key))
  return [...known, ...more.map((theirs) => joined({ key: theirs.key, kind: theirs.kind, label: wordsOf(theirs.key), topic: wordsOf(theirs.key), hint: null, choices: [], required: theirs.required }, theirs))]
}

function joined(own: Question, theirs: IssuerForm['questions'][number]): Question {
  const choices = theirs.choices.map((key) => own.choices.find((choice) => choice.key === key) ?? { key, label: wordsOf(key) })
  return { ...own, kind: theirs.kind, choices: choices.length > 0 ? choices : own.choices, required: theirs.required }
}

/** The files to look for, the required ones first; `OTHER_EVIDENCE` is always the last. */
export function evidenceFor(reason: DisputeReason, form: IssuerForm | null): readonly EvidenceRule[] {
  const rules = form?.reason === reason ? form.evidence.map(({ kind, required: isRequired }) => ({ kind, label: evidenceLabel(kind), required: isRequired })) : REASONS[reason].evidence
  const asked = rules.filter(({ kind }) => kind !== OTHER_EVIDENCE.kind)
  return [...asked.filter((rule) => rule.required), ...asked.filter((rule) => !rule.required), OTHER_EVIDENCE]
}

export const ADVICE: Readonly<Record<Advice, { readonly title: string; readonly text: string }>> = {
  'contact-merchant': { title: 'Ask the merchant first', text: 'Most charges are put right faster by the merchant, and issuers ask whether you tried. Keep the answer: it is evidence.' },
  'check-descriptor': { title: 'Look at the name again', text: 'Merchants often charge under the name of their company or of their payment service.' },
  'ask-employee': { title: 'Ask the cardholder', text: 'A charge that an employee made with a card you gave them usually counts as allowed, even against your rules.' },
  'freeze-card': { title: 'Freeze the card', text: 'Nothing more can be charged while you find out. You can unfreeze it at any time.' },
  'replace-card': { title: 'Replace the card before you send this', text: 'Networks turn a fraud claim down when the card was not cancelled before it.' },
}

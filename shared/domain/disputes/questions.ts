/** Questions that reasons ask and files that they look for: the keys of the Gateway API, in words. */

export type QuestionKind = 'text' | 'date' | 'yes-no' | 'amount' | 'choice' | 'transaction'

export interface Choice {
  readonly key: string
  readonly label: string
}

/**
 * The answer's value by kind: `text` a string, `date` YYYY-MM-DD, `yes-no` a boolean, `amount` minor units of the charge's currency, `choice` a
 * choice's key, `transaction` the number of a charge here (the issuer gets its own id of it).
 */
export interface Question {
  readonly key: string
  readonly kind: QuestionKind
  /** As a question to the person, and as a heading for who reads the answer. */
  readonly label: string
  readonly topic: string
  readonly hint: string | null
  readonly choices: readonly Choice[]
  readonly required: boolean
}

export interface EvidenceRule {
  readonly kind: string
  readonly label: string
  readonly required: boolean
}

type Words = Pick<Question, 'label' | 'topic'> & Partial<Pick<Question, 'hint'>>
const ask = (key: string, kind: QuestionKind, { label, topic, hint = null }: Words): Question => ({ key, kind, label, topic, hint, choices: [], required: true })
const choose = (key: string, { label, topic, hint = null }: Words, choices: Readonly<Record<string, string>>): Question => ({
  key, kind: 'choice', label, topic, hint, choices: Object.entries(choices).map(([choice, words]) => ({ key: choice, label: words })), required: true,
})
export const optional = (question: Question): Question => ({ ...question, required: false })

export const QUESTIONS = {
  fraudType: choose('fraud-type', { label: 'How could somebody else use the card?', topic: 'How the card could be used' }, {
    lost: 'The card was lost', stolen: 'The card was stolen', 'never-received': 'The card never came in the mail', counterfeit: 'The card was copied',
    takeover: 'Somebody took over the account', 'number-used': 'Only the number was used; the card is here',
  }),
  cardHere: ask('card-in-possession', 'yes-no', { label: 'Was the card with its holder when this was charged?', topic: 'Card with its holder at the time' }),
  holderDenies: ask('cardholder-denies', 'yes-no', { label: 'Does the cardholder say they neither made nor allowed this charge?', topic: 'Cardholder denies the charge', hint: 'Ask the person who carries the card before you send this.' }),
  authorizationProblem: choose('problem', { label: 'What was wrong with the card when it was charged?', topic: 'State of the card' }, {
    'account-closed': 'The account was closed', 'declined-then-charged': 'The charge was declined, then posted all the same', 'expired-card': 'The card had expired',
  }),
  otherCharge: ask('other-transaction', 'transaction', { label: 'Which charge is the right one?', topic: 'The right charge', hint: 'The one you meant to pay. This one is its copy.' }),
  rightAmount: ask('right-amount', 'amount', { label: 'How much should it have been?', topic: 'Right amount', hint: 'The amount on your receipt or order.' }),
  paidBy: choose('paid-by', { label: 'How did you pay instead?', topic: 'Paid instead' }, { card: 'With another card', check: 'By check', cash: 'In cash', voucher: 'With a voucher', transfer: 'By bank transfer' }),
  otherPayment: optional(ask('other-transaction', 'text', { label: 'What identifies the other payment?', topic: 'The other payment', hint: 'A check number, a reference, or the last digits of the other card.' })),
  description: ask('description', 'text', { label: 'What did you buy?', topic: 'Bought', hint: 'As on the order: what, how many, order number.' }),
  expectedOn: ask('expected-on', 'date', { label: 'By which day was it to arrive?', topic: 'Promised for', hint: 'The last day the merchant promised.' }),
  serviceExpectedOn: ask('expected-on', 'date', { label: 'On which day was the service to be provided?', topic: 'Promised for', hint: 'The last day the merchant promised.' }),
  contactedOn: ask('merchant-contacted-on', 'date', { label: 'When did you ask the merchant to put it right?', topic: 'Merchant asked on', hint: 'Issuers ask for this first. Write to the merchant before you dispute.' }),
  deliveryIssue: choose('delivery-issue', { label: 'What happened to the delivery?', topic: 'Delivery' }, { late: 'It came too late and I refused it', 'wrong-place': 'It went to the wrong place', 'nothing-arrived': 'Nothing arrived' }),
  cancelledOn: ask('cancelled-on', 'date', { label: 'When did you cancel?', topic: 'Cancelled on' }),
  cancelledHow: choose('cancelled-how', { label: 'How did you cancel?', topic: 'How it was cancelled' }, { online: 'On the merchant’s site', 'e-mail': 'By e-mail', phone: 'By phone', letter: 'By letter' }),
  cancellationReason: ask('cancellation-reason', 'text', { label: 'Why did you cancel?', topic: 'Why it was cancelled' }),
  policyShown: ask('policy-shown', 'yes-no', { label: 'Were you shown the merchant’s rules for cancelling before you paid?', topic: 'Rules for cancelling were shown' }),
  receivedOn: ask('received-on', 'date', { label: 'When did you receive it?', topic: 'Received on' }),
  serviceReceivedOn: ask('received-on', 'date', { label: 'When was the service provided?', topic: 'Provided on' }),
  whatDiffers: ask('what-differs', 'text', { label: 'How does it differ from what was agreed?', topic: 'What differs', hint: 'What was promised, and what came instead.' }),
  whatIsWrong: ask('what-is-wrong', 'text', { label: 'What is damaged, or does not work?', topic: 'What is wrong' }),
  returnOutcome: choose('return-outcome', { label: 'Did you send it back?', topic: 'Sent back' }, {
    returned: 'Yes, the merchant has it', attempted: 'I tried to', 'refused-by-merchant': 'The merchant does not take it back', 'not-returned': 'No, I have it',
  }),
  foodRelated: optional(ask('food-related', 'yes-no', { label: 'Is this about food or drink?', topic: 'About food or drink', hint: 'For restaurants and bars.' })),
  howKnown: ask('how-known', 'text', { label: 'How do you know that it is not genuine?', topic: 'How that is known', hint: 'Who examined it, and what they found.' }),
  creditExpectedOn: ask('credit-expected-on', 'date', { label: 'By which day was the refund to come?', topic: 'Refund promised for', hint: 'The day the merchant named.' }),
  returnedOn: optional(ask('returned-on', 'date', { label: 'When did you send it back or cancel?', topic: 'Sent back or cancelled on' })),
  receivedAmount: ask('received-amount', 'amount', { label: 'How much did the machine give you?', topic: 'Paid out', hint: 'Zero if it gave nothing.' }),
} as const satisfies Readonly<Record<string, Question>>

/**
 * Of a letter only: the address for billing inquiries, in lines. Kept among the answers; no issuer asks it and none is sent it. It stands on the
 * statement, and changes: no list of addresses is kept here.
 */
export const LETTER_ADDRESS: Question = optional(ask('letter-address', 'text', { label: 'Where does the letter go?', topic: 'Address', hint: 'The address for billing inquiries on your statement, not the one for payments.' }))

/** A map: the kinds of an issuer are its own words, `toString` among them. */
const EVIDENCE_LABELS: ReadonlyMap<string, string> = new Map(Object.entries({
  'police-report': 'Police report',
  receipt: 'Receipt',
  statement: 'Statement that shows the charge',
  'proof-of-payment': 'Proof of the other payment',
  'order-confirmation': 'Order confirmation',
  correspondence: 'Letters and messages with the merchant',
  contract: 'Contract',
  cancellation: 'Proof that you cancelled',
  photo: 'Photo',
  offer: 'The offer or description you bought from',
  'expert-opinion': 'Opinion of an expert or of the brand',
  'credit-slip': 'Credit slip or promise of a refund',
  policy: 'The merchant’s rules for cancelling',
  'machine-receipt': 'Slip of the cash machine',
  other: 'Something else',
  'merchant-answer': 'The merchant’s answer',
}))

/** A kind's name in words; one that only an issuer knows is read from its key. */
export const evidenceLabel = (kind: string): string => EVIDENCE_LABELS.get(kind) ?? wordsOf(kind)

export const required = (kind: string): EvidenceRule => ({ kind, label: evidenceLabel(kind), required: true })
export const helpful = (kind: string): EvidenceRule => ({ kind, label: evidenceLabel(kind), required: false })

/** Fits every reason, and every answer to a merchant. */
export const OTHER_EVIDENCE: EvidenceRule = helpful('other')

/** "tracking-number" as "Tracking number". */
export function wordsOf(key: string): string {
  const words = key.replaceAll(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

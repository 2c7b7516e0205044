/** What is missing from a dispute, and what in it cannot be. */
import type { Money } from '../money.ts'
import { answersByKey, dayOf, isAnswered, type Answer, type AnswerValue } from './answers.ts'
import { evidenceFor, questionsFor, type IssuerForm } from './catalogue.ts'
import type { DisputeReason } from './names.ts'

export interface DraftContent {
  readonly reason: DisputeReason | null
  readonly explanation: string
  readonly answers: readonly Answer[]
  readonly evidenceKinds: readonly string[]
  readonly form: IssuerForm | null
}

/** `reason`, `explanation`, keys of questions and `evidence:<kind>`, in the order in which a person fills them in. */
export function missingFrom({ reason, explanation, answers, evidenceKinds, form }: DraftContent): readonly string[] {
  const unexplained = explanation.trim() === '' ? ['explanation'] : []
  if (reason === null) return ['reason', ...unexplained]
  const given = answersByKey(answers)
  const unanswered = questionsFor(reason, form).filter((question) => question.required && !isAnswered(question, given.get(question.key)))
  const unproven = evidenceFor(reason, form).filter(({ kind, required }) => required && !evidenceKinds.includes(kind))
  return [...unanswered.map(({ key }) => key), ...unexplained, ...unproven.map(({ kind }) => `evidence:${kind}`)]
}

export interface CheckedDraft {
  readonly reason: DisputeReason | null
  readonly answers: readonly Answer[]
  /** The disputed charge here; null where it is gone. */
  readonly transactionId: number | null
  /** YYYY-MM-DD, both. */
  readonly chargedOn: string
  readonly today: string
  readonly amount: Money
  /** The charge less what came back of it. */
  readonly disputable: Money
  readonly form: IssuerForm | null
}

/** `stops`: it cannot be sent like this. Otherwise it is unusual, and said. */
export const CONTRADICTIONS = {
  'not-happened-yet': { stops: true, text: 'This day has not come yet.' },
  'not-due-yet': { stops: true, text: 'This day has not come yet. Until then it can still arrive, and the issuer turns the dispute down.' },
  'refund-not-due-yet': { stops: true, text: 'The refund is not late yet. Wait for that day.' },
  'cancelled-after-charge': { stops: true, text: 'You cancelled after this charge, so it was still due. If you cancelled the purchase itself, choose “I cancelled this purchase”.' },
  'cancelled-after-expected': { stops: true, text: 'You cancelled after the day you expected it. Choose that it never came, or correct one of the days.' },
  'refund-before-charge': { stops: true, text: 'A refund cannot have been due before the charge.' },
  'returned-before-received': { stops: true, text: 'It cannot have been sent back before it came.' },
  'received-before-charge': { stops: false, text: 'This is before the charge. That happens with invoices; check the day.' },
  'expected-before-charge': { stops: false, text: 'This is before the charge. Check the day.' },
  'returned-before-charge': { stops: false, text: 'This is before the charge. Check the day.' },
  'contacted-before-charge': { stops: false, text: 'This is before the charge. The issuer asks what you did about the charge itself.' },
  'contacted-before-received': { stops: false, text: 'You wrote before it came. The issuer asks what you did about what came.' },
  'refund-before-return': { stops: false, text: 'The refund was due before you sent it back. Check the days.' },
  'above-disputable': { stops: true, text: 'This is more than what is left of the charge.' },
  'other-currency': { stops: true, text: 'The charge is in another currency. Dispute it in the currency it was booked in.' },
  'nothing-too-much': { stops: true, text: 'With this amount nothing was charged too much.' },
  'nothing-short': { stops: true, text: 'With this amount nothing is missing.' },
  'more-than-the-difference': { stops: true, text: 'Only the difference can be disputed for this reason.' },
  'same-charge': { stops: true, text: 'This is the disputed charge itself. Choose the other one.' },
  'card-was-not-here': { stops: true, text: 'A card that was lost, stolen or never came was not with its holder.' },
  'holder-took-part': { stops: true, text: 'If the cardholder made or allowed it, this is no fraud. Choose another reason, or talk to the merchant.' },
} as const satisfies Readonly<Record<string, { readonly stops: boolean; readonly text: string }>>
export type ContradictionRule = keyof typeof CONTRADICTIONS

export interface Contradiction {
  /** The question's key, or `amount`. */
  readonly key: string
  readonly rule: ContradictionRule
}

type Found = readonly (Contradiction | false)[]
const at = (key: string, rule: ContradictionRule, holds: boolean): Contradiction | false => holds && { key, rule }

/** In the order of the rules; a key can break several. Without a reason only the amount is looked at. */
export function contradictionsIn(draft: CheckedDraft): readonly Contradiction[] {
  const { reason } = draft
  if (reason === null) return only(amountRules(draft))
  // Answers to questions that another reason asked are kept, and count for nothing here.
  const asked = new Set(questionsFor(reason, draft.form).map(({ key }) => key))
  const given = answersByKey(draft.answers)
  const answer = (key: string): AnswerValue | undefined => (asked.has(key) ? given.get(key) : undefined)
  return only([...futureRules(draft, answer), ...orderRules(draft, answer), ...factRules(draft, answer), ...amountRules(draft), ...differenceRules(draft, answer)])
}

/** The contradictions that keep a dispute from being sent. */
export const stopping = (found: readonly Contradiction[]): readonly Contradiction[] => found.filter(({ rule }) => CONTRADICTIONS[rule].stops)

const only = (found: Found): readonly Contradiction[] => found.filter((item) => item !== false)

type AnswerOf = (key: string) => AnswerValue | undefined

/** What is said to have happened, or to have been due, has a day that has come. */
function futureRules({ today }: CheckedDraft, answer: AnswerOf): Found {
  const isAhead = (key: string) => (dayOf(answer(key)) ?? today) > today
  return [
    at('expected-on', 'not-due-yet', isAhead('expected-on')),
    at('credit-expected-on', 'refund-not-due-yet', isAhead('credit-expected-on')),
    ...['merchant-contacted-on', 'received-on', 'cancelled-on', 'returned-on'].map((key) => at(key, 'not-happened-yet', isAhead(key))),
  ]
}

/** Days in an order in which they can have come. Equal days are always possible. */
function orderRules({ reason, chargedOn }: CheckedDraft, answer: AnswerOf): Found {
  const day = (key: string) => dayOf(answer(key))
  const isBefore = (key: string, other: string | undefined) => {
    const own = day(key)
    return own !== undefined && other !== undefined && own < other
  }
  const isAfter = (key: string, other: string | undefined) => {
    const own = day(key)
    return own !== undefined && other !== undefined && own > other
  }
  return [
    at('cancelled-on', 'cancelled-after-charge', reason === 'cancelled-recurring' && isAfter('cancelled-on', chargedOn)),
    at('cancelled-on', 'cancelled-after-expected', isAfter('cancelled-on', day('expected-on'))),
    at('credit-expected-on', 'refund-before-charge', isBefore('credit-expected-on', chargedOn)),
    at('returned-on', 'returned-before-received', isBefore('returned-on', day('received-on'))),
    at('received-on', 'received-before-charge', isBefore('received-on', chargedOn)),
    at('expected-on', 'expected-before-charge', isBefore('expected-on', chargedOn)),
    at('returned-on', 'returned-before-charge', isBefore('returned-on', chargedOn)),
    at('merchant-contacted-on', 'contacted-before-charge', isBefore('merchant-contacted-on', chargedOn)),
    at('merchant-contacted-on', 'contacted-before-received', isBefore('merchant-contacted-on', day('received-on'))),
    at('credit-expected-on', 'refund-before-return', isBefore('credit-expected-on', day('returned-on'))),
  ]
}

const WITHOUT_CARD: ReadonlySet<AnswerValue | undefined> = new Set(['lost', 'stolen', 'never-received'])

function factRules({ transactionId }: CheckedDraft, answer: AnswerOf): Found {
  return [
    at('card-in-possession', 'card-was-not-here', answer('card-in-possession') === true && WITHOUT_CARD.has(answer('fraud-type'))),
    at('cardholder-denies', 'holder-took-part', answer('cardholder-denies') === false),
    at('other-transaction', 'same-charge', transactionId !== null && answer('other-transaction') === transactionId),
  ]
}

function amountRules({ amount, disputable }: CheckedDraft): Found {
  const isOther = amount.currency !== disputable.currency
  return [at('amount', 'other-currency', isOther), at('amount', 'above-disputable', !isOther && amount.minor > disputable.minor)]
}

/** What should have been charged, or was paid out, is less than what was charged; what is disputed is at most the rest. */
function differenceRules({ amount, disputable }: CheckedDraft, answer: AnswerOf): Found {
  const [right, received] = [answer('right-amount'), answer('received-amount')]
  const isTooMuch = (value: AnswerValue | undefined) => typeof value === 'number' && value < disputable.minor && amount.minor > disputable.minor - value
  return [
    at('right-amount', 'nothing-too-much', typeof right === 'number' && right >= disputable.minor),
    at('received-amount', 'nothing-short', typeof received === 'number' && received >= disputable.minor),
    at('amount', 'more-than-the-difference', isTooMuch(right) || isTooMuch(received)),
  ]
}

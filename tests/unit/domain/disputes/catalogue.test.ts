import { describe, expect, it } from 'vitest'
import { isAnswered } from '#shared/domain/disputes/answers.ts'
import { evidenceFor, questionsFor, REASON_GROUPS, REASONS, type IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import { DISPUTE_REASONS, type DisputeReason } from '#shared/domain/disputes/names.ts'
import { evidenceLabel } from '#shared/domain/disputes/questions.ts'
import { DISPUTE_FORMS } from '#sandbox/issuer/dispute-catalogue.ts'

/** As PRODUCT asks for it: what each reason asks and wants to see, `*` required. */
const ASKED: Readonly<Record<DisputeReason, { readonly questions: string; readonly evidence: string }>> = {
  fraud: { questions: 'fraud-type* card-in-possession* cardholder-denies*', evidence: 'police-report other' },
  'no-valid-authorization': { questions: 'problem*', evidence: 'other' },
  duplicate: { questions: 'other-transaction*', evidence: 'receipt statement other' },
  'incorrect-amount': { questions: 'right-amount*', evidence: 'receipt* other' },
  'paid-by-other-means': { questions: 'paid-by* other-transaction', evidence: 'proof-of-payment* other' },
  'goods-not-received': { questions: 'description* expected-on* merchant-contacted-on* delivery-issue*', evidence: 'order-confirmation correspondence other' },
  'services-not-received': { questions: 'description* expected-on* merchant-contacted-on*', evidence: 'contract correspondence other' },
  'cancelled-recurring': { questions: 'cancelled-on* cancelled-how*', evidence: 'cancellation* other' },
  'goods-not-as-described': { questions: 'description* received-on* what-differs* return-outcome* merchant-contacted-on*', evidence: 'photo offer other' },
  'goods-damaged': { questions: 'description* received-on* what-is-wrong* return-outcome* merchant-contacted-on*', evidence: 'photo* other' },
  'services-not-as-described': { questions: 'description* received-on* what-differs* merchant-contacted-on* food-related', evidence: 'contract correspondence other' },
  counterfeit: { questions: 'description* received-on* how-known*', evidence: 'expert-opinion other' },
  'refund-not-processed': { questions: 'credit-expected-on* returned-on merchant-contacted-on*', evidence: 'credit-slip other' },
  'cancelled-purchase': { questions: 'cancelled-on* cancellation-reason* policy-shown* return-outcome*', evidence: 'cancellation policy other' },
  'cash-not-dispensed': { questions: 'received-amount*', evidence: 'machine-receipt other' },
}

const inWords = (items: readonly { readonly name: string; readonly required: boolean }[]) => items.map(({ name, required }) => name + (required ? '*' : '')).join(' ')
const questionsText = (reason: DisputeReason, form: IssuerForm | null) => inWords(questionsFor(reason, form).map(({ key, required }) => ({ name: key, required })))
const evidenceText = (reason: DisputeReason, form: IssuerForm | null) => inWords(evidenceFor(reason, form).map(({ kind, required }) => ({ name: kind, required })))

/** The sandbox's own form, as the Gateway API tells it. */
const sandboxForm = (reason: DisputeReason): IssuerForm => {
  const { questions, evidence } = DISPUTE_FORMS[reason]
  return { reason, evidence, questions: questions.map(({ key, kind, choices, required }) => ({ key, kind: kind as IssuerForm['questions'][number]['kind'], choices, required })) }
}

describe.each(DISPUTE_REASONS)('%s', (reason) => {
  it('asks and wants to see what it must, by letter and at an issuer alike', () => {
    expect([questionsText(reason, null), evidenceText(reason, null)]).toEqual([ASKED[reason].questions, ASKED[reason].evidence])
    expect([questionsText(reason, sandboxForm(reason)), evidenceText(reason, sandboxForm(reason))]).toEqual([ASKED[reason].questions, ASKED[reason].evidence])
  })

  it('has the same kinds, choices and anchor as the issuer', () => {
    const shape = ({ key, kind, choices }: { readonly key: string; readonly kind: string; readonly choices: readonly unknown[] }) => [key, kind, choices.length]
    expect(REASONS[reason].questions.map(shape)).toEqual(DISPUTE_FORMS[reason].questions.map(shape))
    const keys = (questions: readonly { readonly choices: readonly (string | { readonly key: string })[] }[]) => questions.map(({ choices }) => choices.map((choice) => (typeof choice === 'string' ? choice : choice.key)))
    expect(keys(REASONS[reason].questions)).toEqual(keys(DISPUTE_FORMS[reason].questions))
    expect(REASONS[reason].anchor).toBe(DISPUTE_FORMS[reason].anchor)
  })

  it('says everything in words', () => {
    const { title, hint, questions, evidence } = REASONS[reason]
    const words = [title, hint, ...questions.map(({ label }) => label), ...questions.flatMap(({ choices }) => choices.map(({ label }) => label)), ...evidence.map(({ label }) => label)]
    for (const text of words) expect(text).toMatch(/^[A-Z]\S* ?.*[^ ]$/)
    expect(words.join(' ')).not.toContain('!')
  })
})

it('groups every reason once, and has no two of the same title', () => {
  const groups = REASON_GROUPS.map(({ group }) => group)
  expect(new Set(groups).size).toBe(groups.length)
  for (const reason of DISPUTE_REASONS) expect(groups).toContain(REASONS[reason].group)
  expect(new Set(DISPUTE_REASONS.map((reason) => REASONS[reason].title)).size).toBe(15)
})

it('freezes and replaces before a fraud claim, and asks the merchant before all others but cash', () => {
  expect(REASONS.fraud.advice).toEqual(['check-descriptor', 'ask-employee', 'freeze-card', 'replace-card'])
  for (const reason of DISPUTE_REASONS) if (reason !== 'fraud') expect(REASONS[reason].advice).toEqual(reason === 'cash-not-dispensed' ? [] : ['contact-merchant'])
})

it('knows quality of accepted goods as the one that is no billing error', () => {
  expect(DISPUTE_REASONS.filter((reason) => !REASONS[reason].isBillingError)).toEqual(['goods-damaged'])
})

describe('an issuer’s own form', () => {
  const form: IssuerForm = {
    reason: 'goods-damaged',
    questions: [
      { key: 'merchant-phone', kind: 'text', choices: [], required: true },
      { key: 'return-outcome', kind: 'choice', choices: ['returned', 'lost-in-mail'], required: false },
      { key: 'received-on', kind: 'date', choices: [], required: true },
    ],
    evidence: [{ kind: 'photo', required: false }, { kind: 'repair-estimate', required: true }, { kind: 'other', required: false }],
  }

  it('decides what is asked; what only it knows is read from its key', () => {
    const questions = questionsFor('goods-damaged', form)
    expect(inWords(questions.map(({ key, required }) => ({ name: key, required })))).toBe('received-on* return-outcome merchant-phone*')
    expect(questions[1]?.choices).toEqual([{ key: 'returned', label: 'Yes, the merchant has it' }, { key: 'lost-in-mail', label: 'Lost in mail' }])
    expect(questions[2]?.label).toBe('Merchant phone')
    expect(evidenceText('goods-damaged', form)).toBe('repair-estimate* photo other')
  })

  it('counts for its own reason alone', () => {
    expect(questionsText('goods-not-received', form)).toBe(ASKED['goods-not-received'].questions)
    expect(evidenceText('goods-not-received', form)).toBe(ASKED['goods-not-received'].evidence)
  })
})

it.each([
  ['text', 'a', true], ['text', '  ', false], ['text', 5, false],
  ['date', '2028-02-29', true], ['date', '2027-02-29', false], ['date', 'soon', false],
  ['yes-no', false, true], ['yes-no', 'false', false],
  ['amount', 0, true], ['amount', -1, false], ['amount', '12', false],
  ['transaction', 7, true], ['transaction', 0, false], ['transaction', '7', false],
  ['choice', 'cash', true], ['choice', 'gold', false],
] as const)('a %s answered with %j counts: %s', (kind, value, counts) => {
  expect(isAnswered({ kind, choices: [{ key: 'cash', label: 'In cash' }] }, value)).toBe(counts)
})

it('names a kind of file that it does not know by its key', () => {
  expect([evidenceLabel('receipt'), evidenceLabel('repair_estimate-2')]).toEqual(['Receipt', 'Repair estimate 2'])
})

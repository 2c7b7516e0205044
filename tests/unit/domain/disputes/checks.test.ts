import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '#shared/domain/disputes/answers.ts'
import { REASONS, type IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import { contradictionsIn, CONTRADICTIONS, missingFrom, stopping, type CheckedDraft, type DraftContent } from '#shared/domain/disputes/checks.ts'
import { DISPUTE_REASONS, type DisputeReason } from '#shared/domain/disputes/names.ts'
import type { Question } from '#shared/domain/disputes/questions.ts'
import { DISPUTE_FORMS } from '#sandbox/issuer/dispute-catalogue.ts'
import { missingFrom as missingAtIssuer } from '#sandbox/issuer/dispute-drafts.ts'

/** An answer that contradicts nothing: a charge of 2 March, today 1 June, 100.00 of 100.00. */
const GOOD: Readonly<Record<string, Answer['value']>> = {
  'expected-on': '2026-03-20', 'credit-expected-on': '2026-04-20', 'merchant-contacted-on': '2026-05-02', 'received-on': '2026-03-15', 'returned-on': '2026-04-01', 'cancelled-on': '2026-03-01',
  'right-amount': 6_000, 'received-amount': 6_000, 'fraud-type': 'number-used', 'card-in-possession': true, 'cardholder-denies': true, 'other-transaction': 8,
}
const goodAnswer = ({ key, kind, choices }: Question): Answer['value'] => {
  if (key === 'other-transaction' && kind === 'text') return 'check 1041'
  return GOOD[key] ?? (kind === 'choice' ? (choices[0]?.key ?? '') : kind === 'yes-no' ? true : 'Ten chairs')
}
const complete = (reason: DisputeReason): DraftContent => ({
  reason, explanation: 'They never answered.', answers: REASONS[reason].questions.map((question) => ({ key: question.key, value: goodAnswer(question) })),
  evidenceKinds: REASONS[reason].evidence.filter(({ required }) => required).map(({ kind }) => kind), form: null,
})
const checked = (changes: Partial<CheckedDraft>): CheckedDraft => ({
  reason: 'goods-damaged', answers: [], transactionId: 7, chargedOn: '2026-03-02', today: '2026-06-01', amount: { minor: 4_000, currency: 'USD' }, disputable: { minor: 10_000, currency: 'USD' }, form: null, ...changes,
})
const answered = (reason: DisputeReason, answers: Readonly<Record<string, Answer['value']>>, rest: Partial<CheckedDraft> = {}) =>
  contradictionsIn(checked({ reason, answers: Object.entries(answers).map(([key, value]) => ({ key, value })), ...rest })).map(({ key, rule }) => `${key} ${rule}`)

describe.each(DISPUTE_REASONS)('%s', (reason) => {
  it('is complete with its required answers and files, and has nothing in it that cannot be', () => {
    expect(missingFrom(complete(reason))).toEqual([])
    expect(contradictionsIn(checked({ reason, answers: complete(reason).answers }))).toEqual([])
  })

  it('misses each required one alone, and no optional one', () => {
    const full = complete(reason)
    for (const { key, required } of REASONS[reason].questions) expect(missingFrom({ ...full, answers: full.answers.filter((answer) => answer.key !== key) })).toEqual(required ? [key] : [])
    for (const kind of full.evidenceKinds) expect(missingFrom({ ...full, evidenceKinds: full.evidenceKinds.filter((other) => other !== kind) })).toEqual([`evidence:${kind}`])
    expect(missingFrom({ ...full, explanation: ' \n' })).toEqual(['explanation'])
    expect(missingFrom({ ...full, answers: [], evidenceKinds: [], explanation: '' })).toHaveLength(full.evidenceKinds.length + 1 + REASONS[reason].questions.filter(({ required }) => required).length)
  })

  it('is never complete here and incomplete at the issuer', () => {
    const values = fc.oneof(fc.constant(''), fc.constant('  '), fc.string(), fc.integer(), fc.boolean())
    const answers = fc.record(Object.fromEntries(REASONS[reason].questions.map((question) => [question.key, fc.oneof({ weight: 4, arbitrary: fc.constant(goodAnswer(question)) }, values)])), { requiredKeys: [] })
    fc.assert(fc.property(answers, fc.subarray(['police-report', 'receipt', 'proof-of-payment', 'cancellation', 'photo', 'other']), fc.constantFrom('', ' ', 'Because.'), (given, evidenceKinds, explanation) => {
      const own = missingFrom({ reason, explanation, evidenceKinds, form: null, answers: Object.entries(given).map(([key, value]) => ({ key, value: value as Answer['value'] })) })
      if (own.length > 0) return
      const theirs: unknown = { reason, explanation, answers: given, evidence: evidenceKinds.map((kind) => ({ kind })) }
      expect(missingAtIssuer(theirs as Parameters<typeof missingAtIssuer>[0])).toEqual([])
    }), { numRuns: 60 })
  })
})

it('misses the reason first, and goes by the issuer’s own form where there is one', () => {
  expect(missingFrom({ reason: null, explanation: '', answers: [], evidenceKinds: [], form: null })).toEqual(['reason', 'explanation'])
  const form: IssuerForm = { reason: 'goods-damaged', questions: [{ key: 'serial-number', kind: 'text', choices: [], required: true }], evidence: [{ kind: 'repair-estimate', required: true }] }
  expect(missingFrom({ ...complete('goods-damaged'), form })).toEqual(['serial-number', 'evidence:repair-estimate'])
})

describe('what cannot be', () => {
  it.each<[string, DisputeReason, Readonly<Record<string, Answer['value']>>, readonly string[]]>([
    ['an expected day that has not come', 'goods-not-received', { 'expected-on': '2026-06-02' }, ['expected-on not-due-yet']],
    ['today is late enough', 'goods-not-received', { 'expected-on': '2026-06-01' }, []],
    ['a refund that is not late yet', 'refund-not-processed', { 'credit-expected-on': '2026-07-01' }, ['credit-expected-on refund-not-due-yet']],
    ['having asked tomorrow', 'services-not-received', { 'merchant-contacted-on': '2026-06-02' }, ['merchant-contacted-on not-happened-yet']],
    ['having received it tomorrow, and asked before', 'counterfeit', { 'received-on': '2026-06-02' }, ['received-on not-happened-yet']],
    ['a subscription cancelled after it was charged', 'cancelled-recurring', { 'cancelled-on': '2026-03-03' }, ['cancelled-on cancelled-after-charge']],
    ['one cancelled on the day', 'cancelled-recurring', { 'cancelled-on': '2026-03-02' }, []],
    ['a purchase may be cancelled after the charge', 'cancelled-purchase', { 'cancelled-on': '2026-03-09' }, []],
    ['a refund that was due before the charge', 'refund-not-processed', { 'credit-expected-on': '2026-03-01' }, ['credit-expected-on refund-before-charge']],
    ['a refund that was due before the return', 'refund-not-processed', { 'credit-expected-on': '2026-04-01', 'returned-on': '2026-04-02' }, ['credit-expected-on refund-before-return']],
    ['goods that came before the charge', 'goods-damaged', { 'received-on': '2026-03-01' }, ['received-on received-before-charge']],
    ['having asked before it came', 'goods-damaged', { 'received-on': '2026-03-15', 'merchant-contacted-on': '2026-03-14' }, ['merchant-contacted-on contacted-before-received']],
    ['having asked before the charge', 'goods-not-received', { 'merchant-contacted-on': '2026-03-01' }, ['merchant-contacted-on contacted-before-charge']],
    ['a lost card that was here', 'fraud', { 'fraud-type': 'lost', 'card-in-possession': true }, ['card-in-possession card-was-not-here']],
    ['a number used while the card was here', 'fraud', { 'fraud-type': 'number-used', 'card-in-possession': true }, []],
    ['a cardholder who made it', 'fraud', { 'cardholder-denies': false }, ['cardholder-denies holder-took-part']],
    ['a charge that is its own copy', 'duplicate', { 'other-transaction': 7 }, ['other-transaction same-charge']],
    ['a right amount that is all of it', 'incorrect-amount', { 'right-amount': 10_000 }, ['right-amount nothing-too-much']],
    ['cash that came in full', 'cash-not-dispensed', { 'received-amount': 10_000 }, ['received-amount nothing-short']],
    ['more than the difference', 'incorrect-amount', { 'right-amount': 6_001 }, ['amount more-than-the-difference']],
    ['just the difference', 'incorrect-amount', { 'right-amount': 6_000 }, []],
    ['an answer that another reason asked', 'duplicate', { 'cardholder-denies': false, 'expected-on': '2027-01-01' }, []],
    ['a day that does not exist', 'goods-damaged', { 'received-on': '2026-02-30' }, []],
  ])('%s', (_, reason, answers, expected) => {
    expect(answered(reason, answers)).toEqual(expected)
  })

  it('an amount above what is left, or in another currency, whatever the reason', () => {
    for (const reason of [...DISPUTE_REASONS, null]) {
      expect(contradictionsIn(checked({ reason, amount: { minor: 10_001, currency: 'USD' } }))).toEqual([{ key: 'amount', rule: 'above-disputable' }])
      expect(contradictionsIn(checked({ reason, amount: { minor: 20_000, currency: 'EUR' } }))).toEqual([{ key: 'amount', rule: 'other-currency' }])
    }
  })

  it('days that an issuer’s own form asks together', () => {
    const form: IssuerForm = { reason: 'services-not-received', evidence: [], questions: ['expected-on', 'cancelled-on', 'returned-on', 'received-on'].map((key) => ({ key, kind: 'date', choices: [], required: false })) }
    expect(answered('services-not-received', { 'expected-on': '2026-04-01', 'cancelled-on': '2026-04-02' }, { form })).toEqual(['cancelled-on cancelled-after-expected'])
    expect(answered('services-not-received', { 'received-on': '2026-04-02', 'returned-on': '2026-04-01' }, { form })).toEqual(['returned-on returned-before-received'])
  })

  it('stops only where it is impossible, and speaks of it in words', () => {
    expect(stopping([{ key: 'received-on', rule: 'received-before-charge' }, { key: 'amount', rule: 'above-disputable' }])).toEqual([{ key: 'amount', rule: 'above-disputable' }])
    for (const { text } of Object.values(CONTRADICTIONS)) expect(text).toMatch(/^[A-Z].+\.$/)
  })
})

it('finds nothing new when only time passes', () => {
  const days = fc.integer({ min: 0, max: 400 }).map((count) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10))
  fc.assert(fc.property(fc.constantFrom(...DISPUTE_REASONS), fc.array(days, { minLength: 6, maxLength: 6 }), days, fc.nat(300), (reason, values, today, later) => {
    const answers = DISPUTE_FORMS[reason].questions.filter(({ kind }) => kind === 'date').map(({ key }, index) => ({ key, value: values[index] ?? '2026-01-01' }))
    const then = new Date(Date.parse(today) + later * 86_400_000).toISOString().slice(0, 10)
    const [before, after] = [today, then].map((day) => contradictionsIn(checked({ reason, answers, today: day })).map(({ key, rule }) => `${key} ${rule}`))
    expect((after ?? []).filter((one) => !(before ?? []).includes(one))).toEqual([])
  }))
})

/**
 * What each dispute reason asks for, and until when it can be sent (DOMAIN.md 5.3 and 2.6). Data: an issuer's own rules, not the law.
 */
import type { DisputeReason as Reason } from '#shared/domain/disputes/names.ts'
import type { ReasonForm } from '#shared/gateway/resources/disputes.ts'

type Question = ReasonForm['questions'][number]

const ask = (key: string, kind: Question['kind'], required = true, choices: string[] = []): Question => ({ key, kind, choices, required })
const file = (kind: string, required = false) => ({ kind, required })
const triedMerchant = ask('merchant-contacted-on', 'date')
const productDescription = ask('description', 'text')
const returned = ask('return-outcome', 'choice', true, ['returned', 'attempted', 'refused-by-merchant', 'not-returned'])

/** Mastercard's window for these is 80 days, Visa's and American Express's 110 and more: the shortest holds for all here. */
const PROCESSING_DAYS = 80
const USUAL_DAYS = 110
const AUTHORIZATION_DAYS = 65

const form = (questions: Question[], evidence: ReturnType<typeof file>[], windowDays = USUAL_DAYS, anchor: ReasonForm['anchor'] = 'transaction-date') => ({ questions, evidence, windowDays, anchor })

export const DISPUTE_FORMS: Readonly<Record<Reason, Omit<ReasonForm, 'reason'>>> = {
  fraud: form([ask('fraud-type', 'choice', true, ['lost', 'stolen', 'never-received', 'counterfeit', 'takeover', 'number-used']), ask('card-in-possession', 'yes-no'), ask('cardholder-denies', 'yes-no')], [file('police-report')]),
  'no-valid-authorization': form([ask('problem', 'choice', true, ['account-closed', 'declined-then-charged', 'expired-card'])], [], AUTHORIZATION_DAYS),
  duplicate: form([ask('other-transaction', 'transaction')], [file('receipt'), file('statement')], PROCESSING_DAYS),
  'incorrect-amount': form([ask('right-amount', 'amount')], [file('receipt', true)], PROCESSING_DAYS),
  'paid-by-other-means': form([ask('paid-by', 'choice', true, ['card', 'check', 'cash', 'voucher', 'transfer']), ask('other-transaction', 'text', false)], [file('proof-of-payment', true)], PROCESSING_DAYS),
  'goods-not-received': form([productDescription, ask('expected-on', 'date'), triedMerchant, ask('delivery-issue', 'choice', true, ['late', 'wrong-place', 'nothing-arrived'])], [file('order-confirmation'), file('correspondence')], USUAL_DAYS, 'expected-date'),
  'services-not-received': form([productDescription, ask('expected-on', 'date'), triedMerchant], [file('contract'), file('correspondence')], USUAL_DAYS, 'expected-date'),
  'cancelled-recurring': form([ask('cancelled-on', 'date'), ask('cancelled-how', 'choice', true, ['online', 'e-mail', 'phone', 'letter'])], [file('cancellation', true)], USUAL_DAYS, 'cancellation-date'),
  'goods-not-as-described': form([productDescription, ask('received-on', 'date'), ask('what-differs', 'text'), returned, triedMerchant], [file('photo'), file('offer')], USUAL_DAYS, 'received-date'),
  'goods-damaged': form([productDescription, ask('received-on', 'date'), ask('what-is-wrong', 'text'), returned, triedMerchant], [file('photo', true)], USUAL_DAYS, 'received-date'),
  'services-not-as-described': form([productDescription, ask('received-on', 'date'), ask('what-differs', 'text'), triedMerchant, ask('food-related', 'yes-no', false)], [file('contract'), file('correspondence')], USUAL_DAYS, 'received-date'),
  counterfeit: form([productDescription, ask('received-on', 'date'), ask('how-known', 'text')], [file('expert-opinion')], USUAL_DAYS, 'received-date'),
  'refund-not-processed': form([ask('credit-expected-on', 'date'), ask('returned-on', 'date', false), triedMerchant], [file('credit-slip')], USUAL_DAYS, 'expected-date'),
  'cancelled-purchase': form([ask('cancelled-on', 'date'), ask('cancellation-reason', 'text'), ask('policy-shown', 'yes-no'), returned], [file('cancellation'), file('policy')], USUAL_DAYS, 'cancellation-date'),
  'cash-not-dispensed': form([ask('received-amount', 'amount')], [file('machine-receipt')]),
}

/** Which answer holds the day that a window is counted from. */
export const ANCHOR_ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'expected-date': ['expected-on', 'credit-expected-on'],
  'cancellation-date': ['cancelled-on'],
  'received-date': ['received-on'],
}

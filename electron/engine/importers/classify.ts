/** What kind of entry a row is, from the issuer's own word for it where there is one, else from its sign and text. */
import type { AccountKind, TransactionType } from './parsed-statement.ts'

// The words that issuers themselves book a payment with. They begin the text: "ONLINE PAYMENT - THANK YOU" is one, "CITY WATER ONLINE PAYMENT" is not.
const ISSUER = String.raw`(?:amex |american express |capital one |chase |citi |discover |ba )?`
const MEANS = String.raw`(?:autopay|auto|automatic|online|mobile|electronic|internet|direct|web|phone|ach)`
const PAYMENT = new RegExp(
  [
    String.raw`^${ISSUER}${MEANS}[ -]*(?:payment|pymt|pmt)\b`,
    String.raw`^${ISSUER}(?:payment|pymt)(?:$|[ -]*(?:thank|received|from)\b)`,
    String.raw`^${ISSUER}autopay\b`,
    String.raw`^directpay\b`,
    String.raw`^credit crd autopay\b`,
    String.raw`\b(?:payment|pymt|autopay)\b.{0,24}\bthank ?you\b`,
    String.raw`^thank ?you\b.{0,12}\bpayment\b`,
    String.raw`^amt debited to your bank acct\b`,
  ].join('|'),
  'i',
)
const NOT_PAYMENT = /\b(?:returned|reversal|reversed|late|fee|declined|dishonou?red|interest)\b/i
const INTEREST = /\binterest charge|\binterest charged|\bfinance charge|\bpurchase interest/i
const FEE = /\b(?:late|annual|membership|foreign transaction|returned payment|cash advance|balance transfer|overlimit|service) (?:payment )?(?:membership )?fee\b/i

/** True for the words by which an issuer books a payment that it received; strict, because the sign of whole files is checked by it. */
export function isPaymentText(text: string): boolean {
  return PAYMENT.test(text.trimStart()) && !NOT_PAYMENT.test(text)
}

/**
 * Type of a card or bank row. `amountMinor` in the internal sign (charge negative).
 *
 * On a card, money in is a payment where the issuer says so and a refund otherwise. On a bank account money in is neither.
 */
export function typeByText(kind: AccountKind, amountMinor: number, text: string): TransactionType {
  if (amountMinor < 0) {
    if (INTEREST.test(text)) return 'interest'
    return FEE.test(text) ? 'fee' : 'charge'
  }
  if (kind === 'bank') return 'other'
  return isPaymentText(text) ? 'payment' : 'refund'
}

/** What TRNTYPE says by itself; null: the sign and the text say more. */
const OFX_TYPES: ReadonlyMap<string, TransactionType | null> = new Map<string, TransactionType | null>([
  ['DEBIT', null], ['CREDIT', null], ['POS', null], ['PAYMENT', 'payment'],
  ['FEE', 'fee'], ['SRVCHG', 'fee'], ['INT', 'interest'], ['ATM', 'cash'], ['CASH', 'cash'],
  ['DIV', 'other'], ['CHECK', 'other'], ['XFER', 'other'], ['DEP', 'other'], ['DIRECTDEP', 'other'],
])

/**
 * Type of an OFX entry: TRNTYPE where it is specific, else sign and text. A TRNTYPE that contradicts the sign is not believed.
 * `debitType` is what money out with this text is, looked up once for all rows that share it.
 */
export function typeOfOfx(trnType: string, kind: AccountKind, amountMinor: number, text: string, debitType: TransactionType): TransactionType {
  const stated = OFX_TYPES.get(trnType) ?? (OFX_TYPES.has(trnType) ? null : OFX_TYPES.get(trnType.toUpperCase()))
  const moneyIn = amountMinor > 0
  if (stated === 'payment') {
    if (kind === 'card' && moneyIn) return 'payment'
  } else if (stated && !(kind === 'card' && moneyIn)) return stated
  return amountMinor < 0 ? debitType : typeByText(kind, amountMinor, text)
}

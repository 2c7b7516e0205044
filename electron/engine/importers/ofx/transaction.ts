/** STMTTRN and STMTTRNP to a parsed transaction (OFX 2.1.1 section 11.4.3). */
import { isCurrencyCode } from '#shared/domain/money.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import { parseOfxAmount } from '../amount.ts'
import { typeOfOfx } from '../classify.ts'
import type { OfxDates } from '../dates.ts'
import type { AccountKind, ParsedCorrection, ParsedOriginal, ParsedTransaction } from '../parsed-statement.ts'
import { quoted } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import { filled } from './frame.ts'
import type { Frame } from './frame.ts'
import type { MerchantCache } from './merchants.ts'

export interface TransactionContext {
  readonly statement: { readonly kind: AccountKind; readonly issuer: string | null }
  readonly currency: string
  readonly dates: OfxDates
  readonly problems: ProblemList
  readonly merchants: MerchantCache
}

/** The transaction, or null after its problem was reported: no amount or date is ever made up. */
export function buildTransaction(frame: Frame, context: TransactionContext): ParsedTransaction | null {
  const { fields, nested } = frame
  const { statement } = context
  const pending = frame.aggregate.name === 'STMTTRNP'
  const postedOn = postingDate(frame, pending, context)
  const currency = nested ? rowCurrency(fields, context.currency) : context.currency
  const amount = amountOf(frame, currency, context.problems)
  if (postedOn === null || amount === null) return null
  const memo = filled(fields['MEMO'])
  const description = nameOf(fields) ?? memo ?? ''
  const merchant = context.merchants.of(description, memo, statement.issuer)
  const transaction = {
    line: frame.line,
    postedOn,
    transactedOn: secondDate(fields, context.dates),
    amountMinor: amount,
    rawAmount: fields['TRNAMT'] ?? '',
    sourceMinor: amount,
    currency,
    original: null,
    externalId: filled(fields['FITID']),
    type: typeOfOfx(fields['TRNTYPE'] ?? '', statement.kind, amount, description, merchant.debitType),
    description,
    merchant: merchant.name,
    memo: memo === description ? null : memo,
    reference: filled(fields['REFNUM']) ?? filled(fields['CHECKNUM']),
    mcc: mccOf(fields['SIC']),
    issuerCategory: merchant.category ?? filled(fields['CATEGORY']),
    cardMember: null,
    cardDigits: null,
    pending,
    correction: correctionOf(fields),
    city: merchant.city,
    region: merchant.region,
    country: null,
    raw: fields,
  }
  return nested ? withNested(transaction, currency) : transaction
}

/** What CURRENCY, ORIGCURRENCY and PAYEE inside a transaction add; few files have them. */
function withNested(transaction: ParsedTransaction, currency: string): ParsedTransaction {
  const { raw } = transaction
  return {
    ...transaction,
    original: originalOf(raw, currency),
    city: filled(raw['PAYEE.CITY']) ?? transaction.city,
    region: filled(raw['PAYEE.STATE']) ?? transaction.region,
    country: filled(raw['PAYEE.COUNTRY']),
  }
}

function postingDate(frame: Frame, pending: boolean, context: TransactionContext): IsoDate | null {
  const name = pending && filled(frame.fields['DTTRAN']) !== null ? 'DTTRAN' : 'DTPOSTED'
  const text = filled(frame.fields[name])
  if (text === null) {
    context.problems.refuse('date-missing', frame.line, `A transaction has no date (${name}).`)
    return null
  }
  const date = context.dates.parse(text)
  if (date === undefined) context.problems.refuse('date-invalid', frame.dateLine, `${quoted(text)} is not a date (${name}).`)
  return date ?? null
}

function secondDate(fields: Readonly<Record<string, string>>, dates: OfxDates): IsoDate | null {
  const text = filled(fields['DTUSER'])
  return text === null ? null : (dates.parse(text) ?? null)
}

function amountOf(frame: Frame, currency: string, problems: ProblemList): number | null {
  const text = filled(frame.fields['TRNAMT'])
  if (text === null) {
    problems.refuse('amount-missing', frame.line, 'A transaction has no amount (TRNAMT).')
    return null
  }
  const amount = parseOfxAmount(text, currency)
  if (amount === undefined) {
    problems.refuse('amount-invalid', frame.amountLine, `${quoted(text)} is not an amount (TRNAMT).`)
    return null
  }
  if (!amount.exact) problems.note('amount-rounded', frame.amountLine, `${quoted(text)} has more decimals than ${currency}; rounded half up, the text is kept.`)
  return amount.minor
}

/** CURRENCY says that the amount itself is in another currency than the statement's. */
function rowCurrency(fields: Readonly<Record<string, string>>, statementCurrency: string): string {
  const symbol = (fields['CURRENCY.CURSYM'] ?? '').toUpperCase()
  return isCurrencyCode(symbol) ? symbol : statementCurrency
}

/** ORIGCURRENCY says what currency the amount was converted from; the file gives a rate but no original amount. */
function originalOf(fields: Readonly<Record<string, string>>, currency: string): ParsedOriginal | null {
  const symbol = (fields['ORIGCURRENCY.CURSYM'] ?? '').toUpperCase()
  if (!isCurrencyCode(symbol) || symbol === currency) return null
  return { amountMinor: null, currency: symbol, rate: filled(fields['ORIGCURRENCY.CURRATE']) }
}

/** NAME is cut at 32 characters; EXTDNAME, where a bank sends it, is the same text whole. */
function nameOf(fields: Readonly<Record<string, string>>): string | null {
  const name = filled(fields['NAME']) ?? filled(fields['PAYEE.NAME'])
  const extended = filled(fields['EXTDNAME'])
  return extended !== null && (name === null || (extended.length > name.length && extended.startsWith(name))) ? extended : name
}

/** SIC carries the merchant category code on card statements; leading zeros get lost on the way. */
function mccOf(sic: string | undefined): string | null {
  if (sic === undefined || sic.length < 3 || sic.length > 4) return null
  for (let at = 0; at < sic.length; at++) {
    const code = sic.charCodeAt(at)
    if (code < 48 || code > 57) return null
  }
  const code = sic.length === 4 ? sic : `0${sic}`
  return code === '0000' ? null : code
}

function correctionOf(fields: Readonly<Record<string, string>>): ParsedCorrection | null {
  const externalId = filled(fields['CORRECTFITID'])
  if (externalId === null) return null
  const action = (fields['CORRECTACTION'] ?? '').toUpperCase()
  if (action !== 'REPLACE' && action !== 'DELETE') return null
  return { kind: action === 'REPLACE' ? 'replace' : 'delete', externalId }
}

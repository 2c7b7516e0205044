/** STMTTRN and STMTTRNP to a parsed transaction (OFX 2.1.1 section 11.4.3). */
import { isCurrencyCode } from '#shared/domain/money.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import { parseOfxAmount } from '../amount.ts'
import { typeOfOfx } from '../classify.ts'
import type { OfxDates } from '../dates.ts'
import { AMERICAN_EXPRESS } from '../issuers.ts'
import { amexMerchantText, merchantText } from '../merchant-name.ts'
import type { MerchantText } from '../merchant-name.ts'
import type { AccountKind, ParsedCorrection, ParsedOriginal, ParsedTransaction } from '../parsed-statement.ts'
import { quoted } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import { field } from './frame.ts'
import type { Frame } from './frame.ts'

export interface TransactionContext {
  readonly kind: AccountKind
  readonly issuer: string | null
  readonly currency: string
  readonly dates: OfxDates
  readonly problems: ProblemList
  readonly merchants: MerchantCache
}

/** The transaction, or null after its problem was reported: no amount or date is ever made up. */
export function buildTransaction(frame: Frame, context: TransactionContext): ParsedTransaction | null {
  const { fields } = frame
  const pending = frame.aggregate.name === 'STMTTRNP'
  const postedOn = postingDate(frame, pending, context)
  const currency = rowCurrency(fields, context.currency)
  const amount = amountOf(frame, currency, context.problems)
  if (postedOn === null || amount === null) return null
  const { description, memo } = texts(fields)
  const merchant = context.merchants.of(description, memo, context.issuer)
  return {
    line: frame.line,
    postedOn,
    transactedOn: secondDate(fields, context.dates),
    amountMinor: amount,
    rawAmount: fields['TRNAMT'] ?? '',
    sourceMinor: amount,
    currency,
    original: originalOf(fields, currency),
    externalId: field(fields, 'FITID'),
    type: typeOfOfx((fields['TRNTYPE'] ?? '').toUpperCase(), context.kind, amount, description),
    description,
    merchant: merchant.name,
    memo,
    reference: field(fields, 'REFNUM') ?? field(fields, 'CHECKNUM'),
    mcc: mccOf(fields['SIC']),
    issuerCategory: merchant.category ?? field(fields, 'CATEGORY'),
    cardMember: null,
    cardDigits: null,
    pending,
    correction: correctionOf(fields),
    city: field(fields, 'PAYEE.CITY') ?? merchant.city,
    region: field(fields, 'PAYEE.STATE') ?? merchant.region,
    country: field(fields, 'PAYEE.COUNTRY'),
    raw: fields,
  }
}

function postingDate(frame: Frame, pending: boolean, context: TransactionContext): IsoDate | null {
  const name = pending && field(frame.fields, 'DTTRAN') !== null ? 'DTTRAN' : 'DTPOSTED'
  const text = field(frame.fields, name)
  if (text === null) {
    context.problems.refuse('date-missing', frame.line, `A transaction has no date (${name}).`)
    return null
  }
  const date = context.dates.parse(text)
  if (date === undefined) context.problems.refuse('date-invalid', frame.dateLine, `${quoted(text)} is not a date (${name}).`)
  return date ?? null
}

function secondDate(fields: Readonly<Record<string, string>>, dates: OfxDates): IsoDate | null {
  const text = field(fields, 'DTUSER')
  return text === null ? null : (dates.parse(text) ?? null)
}

function amountOf(frame: Frame, currency: string, problems: ProblemList): number | null {
  const text = field(frame.fields, 'TRNAMT')
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
  return { amountMinor: null, currency: symbol, rate: field(fields, 'ORIGCURRENCY.CURRATE') }
}

function texts(fields: Readonly<Record<string, string>>): { description: string; memo: string | null } {
  const name = field(fields, 'NAME') ?? field(fields, 'PAYEE.NAME')
  const extended = field(fields, 'EXTDNAME')
  const best = extended !== null && (name === null || (extended.length > name.length && extended.startsWith(name))) ? extended : name
  const memo = field(fields, 'MEMO')
  if (best === null) return { description: memo ?? '', memo: null }
  return { description: best, memo: memo === best ? null : memo }
}

/** SIC carries the merchant category code on card statements; leading zeros get lost on the way. */
function mccOf(sic: string | undefined): string | null {
  if (sic === undefined || !/^\d{3,4}$/.test(sic)) return null
  const code = sic.padStart(4, '0')
  return code === '0000' ? null : code
}

function correctionOf(fields: Readonly<Record<string, string>>): ParsedCorrection | null {
  const externalId = field(fields, 'CORRECTFITID')
  const action = (fields['CORRECTACTION'] ?? '').toUpperCase()
  if (externalId === null || (action !== 'REPLACE' && action !== 'DELETE')) return null
  return { kind: action === 'REPLACE' ? 'replace' : 'delete', externalId }
}

interface Merchant extends MerchantText {
  readonly category: string | null
}

const MAX_CACHED = 20_000
// American Express writes "7101466     RESTAURANT" as MEMO: a reference and the merchant's line of business.
const AMEX_MEMO = /^\w{3,12} {2,}([A-Z][A-Z &/,.'-]+)$/

/** Merchants by descriptor: a statement names few of them many times. One per file. */
export class MerchantCache {
  private readonly seen = new Map<string, Merchant>()

  of(description: string, memo: string | null, issuer: string | null): Merchant {
    if (issuer === AMERICAN_EXPRESS && memo !== null) {
      const category = AMEX_MEMO.exec(memo)?.[1]
      if (category !== undefined) return { ...amexMerchantText(description), category }
    }
    const known = this.seen.get(description)
    if (known) return known
    const merchant = { ...merchantText(description), category: null }
    if (this.seen.size < MAX_CACHED) this.seen.set(description, merchant)
    return merchant
  }
}

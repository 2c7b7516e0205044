/** A drafted CSV row, with the file's sign decided, to a parsed transaction. */
import { isCurrencyCode } from '#shared/domain/money.ts'
import { parseCsvAmount } from '../amount.ts'
import { typeByText } from '../classify.ts'
import { AMERICAN_EXPRESS } from '../issuers.ts'
import { lastDigits } from '../masking.ts'
import type { Masker } from '../masking.ts'
import { amexMerchantText, isAmexFixedLayout, merchantText } from '../merchant-name.ts'
import type { MerchantText } from '../merchant-name.ts'
import type { AccountKind, ParsedOriginal, ParsedTransaction } from '../parsed-statement.ts'
import { foreignSpend, foreignSpendIn } from './amex-details.ts'
import type { Role } from './layout.ts'
import type { LayoutMatch } from './match.ts'
import type { DraftRow } from './row.ts'
import type { ChargeSign } from './sign.ts'

export interface RowContext {
  readonly match: LayoutMatch
  readonly charge: ChargeSign
  readonly issuer: string | null
  readonly kind: AccountKind
  readonly masker: Masker
}

export function toTransaction(row: DraftRow, context: RowContext): ParsedTransaction {
  const { masker } = context
  const cell = (role: Role): string => cellOf(row, context.match, role)
  const text = (role: Role): string | null => textOrNull(masker.text(oneLine(cell(role))))
  const amountMinor = internalAmount(row, context.charge)
  const description = text('description') ?? text('merchant') ?? ''
  const place = placeOf(cell, description, context)
  const reference = textOrNull(unquoted(cell('reference')))
  const safeReference = reference === null ? null : masker.id(reference)
  return {
    line: row.line,
    postedOn: row.posted,
    transactedOn: row.made,
    amountMinor,
    rawAmount: row.rawAmount,
    sourceMinor: row.sourceMinor,
    currency: row.currency,
    original: originalOf(cell, row, amountMinor, text('rate')),
    externalId: safeReference,
    type: typeOf(row, context.kind, amountMinor, description),
    description,
    merchant: text('merchant') ?? place.name,
    memo: text('memo') ?? text('extended'),
    reference: safeReference,
    mcc: null,
    issuerCategory: text('category'),
    cardMember: text('member'),
    cardDigits: lastDigits(cell('card'), context.issuer),
    pending: row.pending,
    correction: null,
    city: place.city,
    region: place.region,
    country: text('country'),
    raw: rawFields(row, context),
  }
}

export function cellOf(row: { readonly cells: readonly string[] }, match: LayoutMatch, role: Role): string {
  const index = match.roles.get(role)
  return index === undefined ? '' : (row.cells[index] ?? '').trim()
}

function internalAmount(row: DraftRow, charge: ChargeSign): number {
  if (row.signedMinor !== null) return row.signedMinor
  if (charge === 'by-type') {
    const magnitude = Math.abs(row.sourceMinor)
    return row.evidence.direction === 'out' ? negated(magnitude) : magnitude
  }
  return charge === 'positive' ? negated(row.sourceMinor) : row.sourceMinor
}

/** Never −0, which is not 0 to a comparison by identity. */
function negated(minor: number): number {
  return minor === 0 ? 0 : -minor
}

function typeOf(row: DraftRow, kind: AccountKind, amountMinor: number, description: string): ParsedTransaction['type'] {
  const { issuerType } = row
  const contradicts = (issuerType === 'charge' && amountMinor > 0) || ((issuerType === 'payment' || issuerType === 'refund') && amountMinor < 0)
  return issuerType === null || contradicts ? typeByText(kind, amountMinor, description) : issuerType
}

function placeOf(cell: (role: Role) => string, description: string, context: RowContext): MerchantText {
  const fixed = context.issuer === AMERICAN_EXPRESS && isAmexFixedLayout(description)
  const merchant = fixed ? amexMerchantText(description) : merchantText(description)
  // "CITY\nSTATE" in American Express files, "CITY    ST" in Bank of America's.
  const [city = '', region = ''] = cell('cityRegion').split(/\s*[\r\n]+\s*|\s{2,}/)
  return {
    name: merchant.name,
    city: textOrNull(context.masker.text(cell('city') || city)) ?? merchant.city,
    region: textOrNull(context.masker.text(cell('region') || region)) ?? merchant.region,
  }
}

function originalOf(cell: (role: Role) => string, row: DraftRow, amountMinor: number, rate: string | null): ParsedOriginal | null {
  const currency = cell('originalCurrency').toUpperCase()
  if (isCurrencyCode(currency)) return currency === row.currency ? null : originalColumn(cell('originalAmount'), currency, amountMinor, rate)
  const spend = cell('foreignSpend')
  return spend === '' ? foreignSpendIn(cell('extended'), amountMinor) : foreignSpend(spend, rate, amountMinor)
}

function originalColumn(text: string, currency: string, amountMinor: number, rate: string | null): ParsedOriginal | null {
  const amount = parseCsvAmount(text, currency, '.')
  if (amount === undefined) return null
  const magnitude = Math.abs(amount.minor)
  return { amountMinor: amountMinor < 0 ? negated(magnitude) : magnitude, currency, rate }
}

/** Every column that has something in it, under the name that the file gives it. */
function rawFields(row: DraftRow, context: RowContext): Readonly<Record<string, string>> {
  const { match, masker } = context
  const ids = new Set([match.roles.get('reference')])
  const numbers = new Set([match.roles.get('card'), match.roles.get('account')])
  const entries: [string, string][] = []
  const taken = new Set<string>()
  for (const [index, cell] of row.cells.entries()) {
    const value = cell.trim()
    if (value === '') continue
    const name = uniqueName(match.names[index] || `Column ${index + 1}`, taken)
    entries.push([name, ids.has(index) ? masker.id(unquoted(value)) : numbers.has(index) ? numberText(value, masker) : masker.text(printable(value))])
  }
  return Object.fromEntries(entries)
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`
  taken.add(unique)
  return unique
}

/** A card or account column: short forms ("-71002") as they are, whole numbers by their last digits. */
function numberText(value: string, masker: Masker): string {
  return value.replace(/\D/g, '').length > 5 && !/[A-Za-z]{3}/.test(value) ? masker.account(value) : masker.text(printable(value))
}

/** American Express wraps references in apostrophes and spreadsheets in ="…" so that they stay text. */
function unquoted(value: string): string {
  return value.replace(/^="(.*)"$/, '$1').replace(/^'+|'+$/g, '').trim()
}

function oneLine(value: string): string {
  return printable(value).replace(/\s*\n\s*/g, ' ').trim()
}

/** Line breaks stay, as \n; other control characters and text-direction overrides go. */
function printable(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => (character === '\n' ? '\n' : ' '))
}

function textOrNull(value: string): string | null {
  return value === '' ? null : value
}

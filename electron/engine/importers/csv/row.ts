/** One row of a matched CSV file, read by what its columns mean. */
import { isCurrencyCode } from '#shared/domain/money.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import { parseCsvAmount } from '../amount.ts'
import { isPaymentText } from '../classify.ts'
import { parseCsvDate } from '../dates.ts'
import type { DateOrder } from '../dates.ts'
import type { TransactionType } from '../parsed-statement.ts'
import { quoted } from '../problems.ts'
import type { ProblemList } from '../problems.ts'
import type { Role } from './layout.ts'
import type { LayoutMatch } from './match.ts'
import type { CsvRecord } from './reader.ts'
import type { SignEvidence } from './sign.ts'

/** A row with its date and amount understood, before the file's sign is decided. */
export interface DraftRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly posted: IsoDate
  readonly made: IsoDate | null
  readonly currency: string
  readonly rawAmount: string
  /** The file's own sign; two columns: credit − debit. */
  readonly sourceMinor: number
  /** Settled direction, where the columns say it: internal sign. */
  readonly signedMinor: number | null
  readonly issuerType: TransactionType | null
  readonly pending: boolean
  readonly evidence: SignEvidence
}

export class RowReader {
  readonly match: LayoutMatch
  private readonly orders: readonly DateOrder[]
  private readonly homeCurrency: string
  private readonly problems: ProblemList

  constructor(match: LayoutMatch, orders: readonly DateOrder[], homeCurrency: string, problems: ProblemList) {
    this.match = match
    this.orders = orders
    this.homeCurrency = homeCurrency
    this.problems = problems
  }

  /** A cell by its meaning, trimmed; '' where the file has no such column. */
  cell(record: CsvRecord, role: Role): string {
    const index = this.match.roles.get(role)
    return index === undefined ? '' : (record.cells[index] ?? '').trim()
  }

  /** The row; null where it is no transaction or a problem was reported. */
  draft(record: CsvRecord): DraftRow | null {
    const cell = (role: Role): string => this.cell(record, role)
    const { layout } = this.match
    const reason = layout.skip?.(cell) ?? null
    if (reason !== null) {
      this.problems.note('row-skipped', record.line, `Left out: ${reason}.`)
      return null
    }
    return this.fitsHeader(record) ? this.understood(record) : null
  }

  private understood(record: CsvRecord): DraftRow | null {
    const cell = (role: Role): string => this.cell(record, role)
    const { layout } = this.match
    const pending = layout.pending?.(cell) ?? false
    const posted = this.date(record, pending && cell('posted') === '' ? 'made' : 'posted')
    const made = this.optionalDate(record)
    const currency = this.currency(record)
    const amount = currency === null ? null : this.amount(record, currency)
    if (posted === null || made === undefined || currency === null || amount === null) return null
    const issuerType = layout.types?.[cell('type').toLowerCase()] ?? null
    return { line: record.line, cells: record.cells, posted, made, currency, ...amount, issuerType, pending, evidence: evidenceOf(amount.sourceMinor, issuerType, cell('description')) }
  }

  private fitsHeader(record: CsvRecord): boolean {
    const { roles, width } = this.match
    const needed = Math.max(roles.get('posted') ?? 0, roles.get('description') ?? 0, Math.min(roles.get('amount') ?? Infinity, roles.get('debit') ?? Infinity))
    const extra = record.cells.slice(width).findIndex((cell) => cell.trim() !== '')
    if (extra === -1 && record.cells.length > needed) return true
    const count = extra === -1 ? record.cells.length : width + extra + 1
    this.problems.refuse('csv-columns', record.line, `The row has ${count} columns, the header ${width}: a comma in a text is not quoted, or the line is cut off.`)
    return false
  }

  private date(record: CsvRecord, role: 'posted' | 'made'): IsoDate | null {
    const text = this.cell(record, role)
    const date = text === '' ? undefined : parseCsvDate(text, this.orders)
    if (date !== undefined) return date
    if (text === '') this.problems.refuse('date-missing', record.line, 'The row has no date.')
    else this.problems.refuse('date-invalid', record.line, `${quoted(text)} is not a date${ORDER_WORDS[this.orders[0] ?? 'ymd']}.`)
    return null
  }

  /** The second date: null where there is none, undefined after its problem was reported. */
  private optionalDate(record: CsvRecord): IsoDate | null | undefined {
    return this.cell(record, 'made') === '' ? null : (this.date(record, 'made') ?? undefined)
  }

  private currency(record: CsvRecord): string | null {
    const text = this.cell(record, 'currency').toUpperCase()
    if (text === '') return this.homeCurrency
    if (isCurrencyCode(text)) return text
    this.problems.refuse('currency-invalid', record.line, `${quoted(text)} is not a currency code.`)
    return null
  }

  private amount(record: CsvRecord, currency: string): Pick<DraftRow, 'rawAmount' | 'sourceMinor' | 'signedMinor'> | null {
    const { sign } = this.match.layout
    if (sign === 'two-columns') return this.twoColumns(record, currency)
    const text = this.cell(record, 'amount')
    const minor = this.money(record.line, text, currency)
    if (minor === null) return null
    if (sign !== 'direction') return { rawAmount: text, sourceMinor: minor, signedMinor: null }
    const direction = this.cell(record, 'direction')
    const charge = /^(?:debit|dr|d|withdrawal|out)\b/i.test(direction)
    if (!charge && !/^(?:credit|cr|c|deposit|in)\b/i.test(direction)) {
      this.problems.refuse('amount-invalid', record.line, `${quoted(direction)} says neither debit nor credit.`)
      return null
    }
    return { rawAmount: text, sourceMinor: minor, signedMinor: (charge ? -1 : 1) * Math.abs(minor) + 0 }
  }

  /** Debit and credit columns: only the column counts, because banks write either with or without a minus. */
  private twoColumns(record: CsvRecord, currency: string): Pick<DraftRow, 'rawAmount' | 'sourceMinor' | 'signedMinor'> | null {
    const debitText = this.cell(record, 'debit')
    const creditText = this.cell(record, 'credit')
    if (debitText === '' && creditText === '') return this.missingAmount(record.line)
    const debit = debitText === '' ? 0 : this.money(record.line, debitText, currency)
    const credit = creditText === '' ? 0 : this.money(record.line, creditText, currency)
    if (debit === null || credit === null) return null
    const minor = Math.abs(credit) - Math.abs(debit)
    return { rawAmount: debitText === '' ? creditText : debitText, sourceMinor: minor, signedMinor: minor }
  }

  private money(line: number, text: string, currency: string): number | null {
    if (text === '') return this.missingAmount(line)
    const amount = parseCsvAmount(text, currency, this.match.layout.decimal)
    if (amount === undefined) {
      this.problems.refuse('amount-invalid', line, `${quoted(text)} is not an amount.`)
      return null
    }
    if (!amount.exact) this.problems.note('amount-rounded', line, `${quoted(text)} has more decimals than ${currency}; rounded half up, the text is kept.`)
    return amount.minor
  }

  private missingAmount(line: number): null {
    this.problems.refuse('amount-missing', line, 'The row has no amount.')
    return null
  }
}

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  ymd: '', mdy: ' (month/day/year)', dmy: ' (day/month/year)', dMy: ' (such as 02 Mar 2026)',
}

function evidenceOf(minor: number, issuerType: TransactionType | null, description: string): SignEvidence {
  if (issuerType === 'payment' || issuerType === 'refund') return { minor, direction: 'in', typed: true }
  if (issuerType === 'charge' || issuerType === 'fee') return { minor, direction: 'out', typed: true }
  return { minor, direction: isPaymentText(description) ? 'in' : null, typed: false }
}

/** What a file is called once its rows are read: three plain columns are American Express where month and sign say so. */
import { isPaymentText } from '../classify.ts'
import { parseCsvDate } from '../dates.ts'
import type { DateOrder } from '../dates.ts'
import { AMERICAN_EXPRESS } from '../issuers.ts'
import type { AccountKind } from '../parsed-statement.ts'
import { AMEX_SHORT, THREE_COLUMNS } from './layouts/generic.ts'
import type { LayoutMatch } from './match.ts'
import type { CsvRecord } from './reader.ts'
import type { ChargeSign } from './sign.ts'
import { cellOf } from './transaction.ts'

export interface Naming {
  readonly id: string
  readonly label: string
  readonly issuer: string | null
  readonly kind: AccountKind
  /** For layouts that are a guess: what was guessed. */
  readonly message: string
}

export function nameOf(match: LayoutMatch, charge: ChargeSign, orders: readonly DateOrder[], records: readonly CsvRecord[]): Naming {
  const { layout } = match
  const kind = layout.kind === 'unknown' ? kindByRows(match, records) : layout.kind
  const plain = { id: layout.id, label: layout.label, issuer: layout.issuer, kind }
  if (layout.id !== THREE_COLUMNS) return { ...plain, message: `The columns fit many banks; read as ${layout.label}.` }
  if (charge === 'positive' && kind !== 'bank' && !match.layout.signature.includes('transaction date') && writesMonthFirst(match, orders, records)) {
    return { id: AMEX_SHORT, label: 'American Express CSV', issuer: AMERICAN_EXPRESS, kind: 'card', message: 'The file names no bank; read as American Express, which writes these columns with charges positive.' }
  }
  return { ...plain, message: 'The file names no bank; its columns fit many.' }
}

/** American Express exports never write ISO dates. */
function writesMonthFirst(match: LayoutMatch, orders: readonly DateOrder[], records: readonly CsvRecord[]): boolean {
  return orders.includes('mdy') && records.every((record) => parseCsvDate(cellOf(record, match, 'posted'), ['ymd']) === undefined)
}

const BANK_WORDS = /\b(?:payroll|direct dep(?:osit)?|atm|check ?#|check paid|ach)\b/i

/** A payment "received, thank you" is on a card; wages, cheques and cash machines are on a bank account. */
function kindByRows(match: LayoutMatch, records: readonly CsvRecord[]): AccountKind {
  const texts = records.map((record) => cellOf(record, match, 'description'))
  if (texts.some(isPaymentText)) return 'card'
  return texts.some((text) => BANK_WORDS.test(text)) ? 'bank' : 'unknown'
}

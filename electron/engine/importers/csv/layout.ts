/**
 * What a CSV layout is: data, one file per issuer in layouts/.
 *
 * A layout is recognised by the names in its header row, wherever that row stands, and read by name: the order of columns and columns
 * that are not known do not matter. What decides money (sign, date order, decimals) is stated, never inferred from the machine.
 */
import type { DecimalStyle } from '../amount.ts'
import type { DateOrder } from '../dates.ts'
import type { AccountKind, TransactionType } from '../parsed-statement.ts'

/** What a column means. */
export type Role =
  | 'posted' | 'made' | 'amount' | 'debit' | 'credit' | 'direction'
  | 'description' | 'extended' | 'merchant' | 'memo' | 'reference' | 'category' | 'type'
  | 'member' | 'card' | 'account' | 'status' | 'balance'
  | 'currency' | 'originalAmount' | 'originalCurrency' | 'foreignSpend' | 'rate'
  | 'city' | 'region' | 'cityRegion' | 'country'

/** 'charge-positive': one amount column in which a charge is positive. 'two-columns': debit and credit. 'direction': unsigned, a word says which. */
export type SignRule = 'charge-positive' | 'charge-negative' | 'two-columns' | 'direction'

export interface CsvLayout {
  /** The format is `csv:${id}`. */
  readonly id: string
  /** For people: "American Express CSV". */
  readonly label: string
  readonly issuer: string | null
  readonly kind: AccountKind
  /** Home currency: what amounts are in where the file has no column for it. */
  readonly currency: string
  /** Names that must all be in the header; what tells this layout from others. Lower case. */
  readonly signature: readonly string[]
  /** Names that must not be in the header. */
  readonly without?: readonly string[]
  /** No other columns may be there: for headers so plain that one more column means another bank. */
  readonly exact?: boolean
  /** Header names of each role, lower case; the first one present counts. */
  readonly columns: Partial<Record<Role, readonly string[]>>
  readonly dates: readonly DateOrder[]
  readonly decimal: DecimalStyle
  readonly sign: SignRule
  /** Values of the type column, lower case. */
  readonly types?: Readonly<Record<string, TransactionType>>
  /** The layout is a guess: the preview must say so, and the sign is taken from the rows. */
  readonly guess?: boolean
  /** Several accounts in one file, told apart by the account column; this one says which kind each is. */
  readonly accountKind?: (account: string) => AccountKind
  /** Rows that are no transactions (balances, cancelled payments), by their cells; a reason, or null for a row that counts. */
  readonly skip?: (cell: (role: Role) => string) => string | null
  readonly pending?: (cell: (role: Role) => string) => boolean
  /** Digits of the card in the file's name, for issuers that put them there. */
  readonly digitsInName?: RegExp
  /** For files without a header: what each column is, and whether a row looks like it. */
  readonly headerless?: Headerless
}

export interface Headerless {
  readonly roles: readonly (Role | null)[]
  readonly fits: (cells: readonly string[]) => boolean
}

/** A header cell for comparison: lower case, single spaces. */
export function headerName(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim().toLowerCase()
}

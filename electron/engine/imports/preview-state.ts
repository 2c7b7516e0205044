/**
 * A preview as the engine holds it: the rows of all files in one list, and what was decided about each.
 *
 * The decisions are pinned here and replayed by `apply` (DOMAIN.md 1.1): nothing is matched again in between.
 */
import type { RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import type { CardBrand } from '#shared/rpc/contract/cards.contract.ts'
import type { ParsedAccount, ParsedTransaction } from '../importers/parsed-statement.ts'

export const STATUSES = ['new', 'duplicate', 'changed', 'conflict'] as const satisfies readonly RowStatus[]
export const CHOICES = ['add', 'update', 'skip'] as const satisfies readonly RowChoice[]

export interface PreviewFile {
  readonly name: string
  readonly format: string
  /** For people: "American Express CSV". */
  readonly formatLabel: string
  readonly size: number
  /** Hex. */
  readonly sha256: string
  readonly transactions: number
  readonly refused: boolean
  readonly assumed: boolean
  readonly problems: readonly { readonly line: number | null; readonly code: string; readonly message: string }[]
  /** Instant of the import that this very file came in with before; null where none or undone. */
  readonly importedBefore: number | null
}

/** Where an account's rows go. */
export interface Target {
  /** The stored account; null: a new one. */
  readonly accountId: number | null
  /** Accounts of the preview with the same one go into the same account. */
  readonly group: string
  /** Key of the account if it is new. */
  readonly externalKey: string
  readonly label: string
  /** Last digits of the account that the rows go into: they name the card of rows that name none. */
  readonly lastDigits: string | null
}

export interface PreviewAccount {
  readonly index: number
  /** Position in `files`. */
  readonly file: number
  readonly facts: Omit<ParsedAccount, 'transactions'>
  readonly brand: CardBrand
  /** Its rows are `rows[firstRow … firstRow + rowCount - 1]`. */
  readonly firstRow: number
  readonly rowCount: number
  target: Target
  /** The card that each of its rows is of, as `cards.external_key` has it. */
  cardKeys: readonly string[]
}

export interface RowNote {
  readonly words: readonly string[]
  readonly takesBack: boolean
}

export interface PreviewState {
  readonly id: string
  /** What the books were when it was made (revision.queries.ts). */
  readonly revision: string
  readonly files: readonly PreviewFile[]
  readonly accounts: readonly PreviewAccount[]
  readonly rows: readonly ParsedTransaction[]
  /** Position in STATUSES, per row. */
  readonly status: Uint8Array
  /** Position in CHOICES, per row. */
  readonly choice: Uint8Array
  /** What the row was matched with: a stored id, -(row + 1) of another row of this preview, or 0. */
  readonly ref: Float64Array
  readonly notes: Map<number, RowNote>
  /** How stored charges that a row may update were when they were matched, by id (`versionOf`). */
  readonly expected: Map<number, string>
}

export function statusOf(preview: PreviewState, row: number): RowStatus {
  return STATUSES[preview.status[row] ?? 0] ?? 'new'
}

export function choiceOf(preview: PreviewState, row: number): RowChoice {
  return CHOICES[preview.choice[row] ?? 0] ?? 'add'
}

export function setStatus(preview: PreviewState, row: number, status: RowStatus): void {
  preview.status[row] = STATUSES.indexOf(status)
}

export function setChoice(preview: PreviewState, row: number, choice: RowChoice): void {
  preview.choice[row] = CHOICES.indexOf(choice)
}

/** The row that brings the charge which this row was matched with; undefined where that charge is stored. */
export function rootRow(ref: number): number | undefined {
  return ref < 0 ? -ref - 1 : undefined
}

export function refOfRow(row: number): number {
  return -(row + 1)
}

/** The account whose row this is. */
export function accountOf(preview: PreviewState, row: number): PreviewAccount {
  let low = 0
  let high = preview.accounts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((preview.accounts[middle]?.firstRow ?? 0) <= row) low = middle
    else high = middle - 1
  }
  // Accounts without rows start where the next one does: the last that starts at or before the row has it.
  const account = preview.accounts[low]
  if (account === undefined) throw new RangeError(`No account has row ${row}`)
  return account
}

/** Accounts by where they go, in the preview's order. */
export function groupsOf(preview: Pick<PreviewState, 'accounts'>): ReadonlyMap<string, readonly PreviewAccount[]> {
  return Map.groupBy(preview.accounts, ({ target }) => target.group)
}

/** What a charge's merchant is called where the file gives no more than a descriptor, or nothing. */
export function merchantName({ merchant, description }: { readonly merchant: string; readonly description: string }): string {
  return merchant || description || 'Unknown merchant'
}

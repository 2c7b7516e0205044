/** A statement as it reads on paper. */
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'

export interface PaperLine {
  readonly key: string
  readonly label: string
  readonly minor: number
  readonly kind: 'balance' | 'movement'
}

/**
 * Head of the paper, from opening to closing balance. What the file does not say is left out, never shown as zero.
 *
 * Amounts are shown as on paper: what is owed is positive, as every statement of a card prints it. Inside, a
 * balance owed is negative (one sign everywhere), so balances turn; the parts come as magnitudes.
 */
export function paperLines(statement: Statement): readonly PaperLine[] {
  const lines: (PaperLine | null)[] = [
    line('opening', 'Opening balance', owed(statement.openingMinor), 'balance'),
    line('payments', 'Payments and credits', negative(statement.creditsMinor), 'movement'),
    line('purchases', 'Purchases', positive(statement.purchasesMinor), 'movement'),
    line('fees', 'Fees', positive(statement.feesMinor), 'movement'),
    line('interest', 'Interest', positive(statement.financeChargeMinor), 'movement'),
    line('closing', 'Closing balance', owed(statement.closingMinor), 'balance'),
  ]
  return lines.filter((one) => one !== null)
}

function line(key: string, label: string, minor: number | null, kind: PaperLine['kind']): PaperLine | null {
  return minor === null ? null : { key, label, minor, kind }
}

/** A balance inside (owed: negative) as paper prints it (owed: positive). Never -0. */
export function owed(minor: number): number
export function owed(minor: number | null): number | null
export function owed(minor: number | null): number | null {
  return minor === null ? null : 0 - minor
}

const positive = (minor: number | null): number | null => (minor === null ? null : Math.abs(minor))
const negative = (minor: number | null): number | null => (minor === null ? null : 0 - Math.abs(minor))

export type Reconciliation = 'reconciled' | 'differs' | 'unknown'

/** Whether opening + lines = closing; unknown where the file names no opening balance. */
export function reconciliationOf({ differenceMinor }: Pick<Statement, 'differenceMinor'>): Reconciliation {
  if (differenceMinor === null) return 'unknown'
  return differenceMinor === 0 ? 'reconciled' : 'differs'
}

/** A statement as it reads on paper. */
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'

export interface PaperLine {
  readonly key: 'opening' | 'credits' | 'charges' | 'fees' | 'interest' | 'net' | 'closing'
  readonly label: string
  readonly minor: number
}

/**
 * Head of the paper, from opening to closing balance. What the file does not say is left out, never shown as zero;
 * where it says nothing of what happened between the two, the sum of the lines stands there.
 *
 * Amounts are shown as on paper: what is owed is positive, as every statement of a card prints it. Inside, a
 * balance owed is negative (one sign everywhere), so balances turn; the parts come as magnitudes.
 */
export function paperLines(statement: Statement): readonly PaperLine[] {
  const { openingMinor, creditsMinor, purchasesMinor, feesMinor, financeChargeMinor, closingMinor, transactions, transactionsMinor } = statement
  const parts = [line('credits', 'Payments and credits', negative(creditsMinor)), line('charges', 'Charges', positive(purchasesMinor))]
  const saysParts = parts.some((part) => part !== null)
  const lines: (PaperLine | null)[] = [
    line('opening', 'Opening balance', owed(openingMinor)),
    ...parts,
    saysParts || transactions === 0 ? null : line('net', 'Charges less payments', owed(transactionsMinor)),
    line('fees', 'Fees', saysParts ? positive(feesMinor) : null),
    line('interest', 'Interest', saysParts ? positive(financeChargeMinor) : null),
    line('closing', 'Closing balance', owed(closingMinor)),
  ]
  return lines.filter((one) => one !== null)
}

function line(key: PaperLine['key'], label: string, minor: number | null): PaperLine | null {
  return minor === null ? null : { key, label, minor }
}

/** A balance inside (owed: negative) as paper prints it (owed: positive). Never -0. */
export function owed(minor: number): number
export function owed(minor: number | null): number | null
export function owed(minor: number | null): number | null {
  return minor === null ? null : 0 - minor
}

const positive = (minor: number | null): number | null => (minor === null ? null : Math.abs(minor))
const negative = (minor: number | null): number | null => (minor === null ? null : 0 - Math.abs(minor))

/** Fees and interest as one figure; null where the file says neither. */
export function feesOf({ feesMinor, financeChargeMinor }: Pick<Statement, 'feesMinor' | 'financeChargeMinor'>): number | null {
  if (feesMinor === null && financeChargeMinor === null) return null
  return Math.abs(feesMinor ?? 0) + Math.abs(financeChargeMinor ?? 0)
}

/**
 * Whether opening + lines = closing, and if not, what that means:
 *
 * - `too-little`: the lines explain less debt than the statement has. Charges are missing here (or a payment is here twice).
 * - `too-much`: the lines explain more debt. A payment is missing here, or a charge is here twice.
 * - `no-opening`, `no-start`: the file does not name the balance, or the day, to start from.
 */
export type Reconciliation = 'reconciled' | 'too-little' | 'too-much' | 'no-opening' | 'no-start'

export function reconciliationOf({ differenceMinor, openingMinor }: Pick<Statement, 'differenceMinor' | 'openingMinor'>): Reconciliation {
  if (differenceMinor === null) return openingMinor === null ? 'no-opening' : 'no-start'
  if (differenceMinor === 0) return 'reconciled'
  // Debt is negative inside: a sum above the closing balance is less debt than the statement has.
  return differenceMinor > 0 ? 'too-little' : 'too-much'
}

export type DueState = 'none' | 'past' | 'today' | 'ahead'

/** Where the due date stands from today. Whether it was paid no statement says. */
export function dueStateOf({ dueOn }: Pick<Statement, 'dueOn'>, today: string): DueState {
  if (dueOn === null) return 'none'
  if (dueOn === today) return 'today'
  return dueOn < today ? 'past' : 'ahead'
}

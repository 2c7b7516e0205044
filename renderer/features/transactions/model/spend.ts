/** Sums of rows that are at hand, by the same rule as the books (spend_minor in the database). */
import type { Money } from '#shared/domain/money.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'

type Counted = Pick<TransactionRow, 'amountMinor' | 'currency' | 'type'>

/** What a charge adds to spend, positive; a refund lowers it, a payment is none. */
export function spendOf({ amountMinor, type }: Counted): number {
  if (type === 'payment' || (type === 'other' && amountMinor > 0)) return 0
  // `0 - x` keeps a plain zero: -0 would print as "-$0.00".
  return 0 - amountMinor
}

/** Spend per currency, the one with most charges first. */
export function spendTotals(rows: readonly Counted[]): readonly Money[] {
  return totalsOf(rows, spendOf)
}

/** Amounts as they stand, added up per currency. */
export function amountTotals(rows: readonly Counted[]): readonly Money[] {
  return totalsOf(rows, (row) => row.amountMinor)
}

function totalsOf(rows: readonly Counted[], value: (row: Counted) => number): readonly Money[] {
  const sums = new Map<string, { minor: number; count: number }>()
  for (const row of rows) {
    const sum = sums.get(row.currency) ?? { minor: 0, count: 0 }
    sums.set(row.currency, { minor: sum.minor + value(row), count: sum.count + 1 })
  }
  return [...sums].toSorted(([, a], [, b]) => b.count - a.count).map(([currency, { minor }]) => ({ currency, minor }))
}

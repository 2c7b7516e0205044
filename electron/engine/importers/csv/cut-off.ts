/** Whether the last row of a file without a final line break was cut: a CSV has no end mark, so its rows are compared. */
import type { LayoutMatch } from './match.ts'
import type { CsvRecord } from './reader.ts'
import { cellOf } from './transaction.ts'

const PROOF_ROWS = 2

export function isCutOff(match: LayoutMatch, records: readonly CsvRecord[]): boolean {
  const last = records.at(-1)
  const before = records.slice(0, -1)
  if (!last || before.length < PROOF_ROWS) return false
  const narrowest = Math.min(...before.map(({ cells }) => cells.length))
  if (last.cells.length < narrowest) return true
  return shorterDecimals(match, last, before)
}

/** "-4.5" after rows that all have two decimals, with nothing behind it. */
function shorterDecimals(match: LayoutMatch, last: CsvRecord, before: readonly CsvRecord[]): boolean {
  const amount = match.roles.get('amount')
  if (amount === undefined || amount !== last.cells.length - 1) return false
  const usual = new Set(before.map((record) => decimals(cellOf(record, match, 'amount'))))
  const [only] = usual
  return usual.size === 1 && only !== undefined && only > 0 && decimals(last.cells[amount] ?? '') < only
}

function decimals(text: string): number {
  const fraction = /[.,](\d*)\)?$/.exec(text.trim())
  return fraction?.[1]?.length ?? 0
}

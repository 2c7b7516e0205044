/** Showing a choice before the engine has confirmed it. */
import type { PreviewRow, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'

export interface RowsPage {
  readonly rows: readonly PreviewRow[]
  readonly total: number
}

/** The page with this choice on the rows that fit and can take it. */
export function withChoice<P extends RowsPage>(page: P, fits: (row: PreviewRow) => boolean, choice: RowChoice): P {
  return { ...page, rows: page.rows.map((row) => (row.choice !== choice && fits(row) && row.choices.includes(choice) ? { ...row, choice } : row)) }
}

/** Choices offered for every row of a status at once, the usual one first. */
export const BULK_CHOICES: Readonly<Record<RowStatus, readonly RowChoice[]>> = {
  new: ['add', 'skip'],
  changed: ['update', 'skip'],
  conflict: ['skip', 'update', 'add'],
  duplicate: ['skip', 'add'],
}

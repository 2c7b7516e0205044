/** Which rows are marked: one, more, or a stretch with Shift from the last one touched. Rows, not ids: their sum is shown. */
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'

export interface Selection {
  readonly rows: ReadonlyMap<number, TransactionRow>
  /** Where a stretch starts. */
  readonly anchor: number | null
}

export const NO_SELECTION: Selection = { rows: new Map(), anchor: null }

/** As many as one change of category takes (the contract's limit). */
export const MAX_SELECTED = 10_000

export function toggleSelected(selection: Selection, row: TransactionRow): Selection {
  const rows = new Map(selection.rows)
  if (!rows.delete(row.id)) rows.set(row.id, row)
  return { rows, anchor: row.id }
}

/** Adds everything between the anchor and `row` in the order of `listed`; without an anchor in sight just `row`. */
export function extendSelection(selection: Selection, row: TransactionRow, listed: readonly TransactionRow[]): Selection {
  const from = listed.findIndex((one) => one.id === selection.anchor)
  const to = listed.findIndex((one) => one.id === row.id)
  if (from < 0 || to < 0) return toggleSelected(selection, row)
  return { rows: withRows(selection.rows, listed.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: selection.anchor }
}

export function selectRows(selection: Selection, more: readonly TransactionRow[]): Selection {
  return { rows: withRows(selection.rows, more.slice(0, MAX_SELECTED)), anchor: selection.anchor }
}

function withRows(rows: Selection['rows'], more: readonly TransactionRow[]): Selection['rows'] {
  return new Map([...rows, ...more.map((row) => [row.id, row] as const)])
}

/** Which charges had which category, so that a change of many can be taken back. */
export function previousCategories(rows: readonly TransactionRow[]): readonly { readonly categoryId: number; readonly ids: readonly number[] }[] {
  return [...Map.groupBy(rows, (row) => row.categoryId)].map(([categoryId, own]) => ({ categoryId, ids: own.map((row) => row.id) }))
}

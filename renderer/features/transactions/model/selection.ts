/** Which rows are marked: one, more, or a stretch with Shift from the last one touched. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  /** Where a stretch starts. */
  readonly anchor: number | null
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null }

export function toggleSelected(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** Adds everything between the anchor and `id` in the order of `order`; without an anchor in sight just `id`. */
export function extendSelection(selection: Selection, id: number, order: readonly number[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return toggleSelected(selection, id)
  const ids = new Set(selection.ids)
  for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(between)
  return { ids, anchor: selection.anchor }
}

/** The same selection without rows that the list does not show any more. */
export function keepSelected(selection: Selection, order: readonly number[]): Selection {
  if (selection.ids.size === 0) return selection
  const shown = new Set(order)
  const ids = new Set([...selection.ids].filter((id) => shown.has(id)))
  return ids.size === selection.ids.size ? selection : { ids, anchor: selection.anchor !== null && shown.has(selection.anchor) ? selection.anchor : null }
}

/** Which cards are marked: one, more, or a stretch with Shift from the last one touched. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  /** Where a stretch starts. */
  readonly anchor: number | null
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null }

export function toggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Adds everything between the anchor and `id` as they are listed; without an anchor in sight it toggles. */
export function extended(selection: Selection, id: number, listed: readonly number[]): Selection {
  const from = selection.anchor === null ? -1 : listed.indexOf(selection.anchor)
  const to = listed.indexOf(id)
  if (from < 0 || to < 0) return toggled(selection, id)
  return { ids: new Set([...selection.ids, ...listed.slice(Math.min(from, to), Math.max(from, to) + 1)]), anchor: selection.anchor }
}

export function withAll(listed: readonly number[]): Selection {
  return { ids: new Set(listed), anchor: listed[0] ?? null }
}

/** What a filter took out of sight is not acted on. */
export function inSight({ ids, anchor }: Selection, listed: readonly number[]): Selection {
  return { ids: new Set(listed.filter((id) => ids.has(id))), anchor }
}

/** Pure arithmetic of charts on minor units. */

export interface Rest {
  readonly count: number
  readonly minor: number
}

/** The largest `limit` items, and what the others add up to (null when nothing is left, or when only one is: it is drawn). */
export function foldRest<T extends { readonly minor: number }>(items: readonly T[], limit: number): { readonly shown: readonly T[]; readonly rest: Rest | null } {
  const sorted = [...items].sort((a, b) => b.minor - a.minor)
  if (sorted.length <= limit + 1) return { shown: sorted, rest: null }
  const others = sorted.slice(limit)
  return { shown: sorted.slice(0, limit), rest: { count: others.length, minor: others.reduce((sum, item) => sum + item.minor, 0) } }
}

export interface StackRow {
  readonly key: string
  readonly label: string
  /** Minor units per series key; a missing one is 0. */
  readonly values: Readonly<Record<string, number>>
}

export interface StackSeries {
  readonly key: string
  readonly label: string
}

export const REST_KEY = 'rest'

/** At most `limit` series, the largest over all rows; the others are added up under REST_KEY. */
export function foldSeries(rows: readonly StackRow[], series: readonly StackSeries[], limit: number): { readonly rows: readonly StackRow[]; readonly series: readonly StackSeries[] } {
  if (series.length <= limit) return { rows, series }
  const total = (key: string) => rows.reduce((sum, row) => sum + (row.values[key] ?? 0), 0)
  const ranked = [...series].map((one) => ({ one, total: total(one.key) })).sort((a, b) => b.total - a.total)
  const kept = ranked.slice(0, limit).map(({ one }) => one)
  const others = ranked.slice(limit).map(({ one }) => one)
  return {
    series: [...kept, { key: REST_KEY, label: `${others.length} others` }],
    rows: rows.map((row) => ({
      ...row,
      values: {
        ...Object.fromEntries(kept.map(({ key }) => [key, row.values[key] ?? 0])),
        [REST_KEY]: others.reduce((sum, { key }) => sum + (row.values[key] ?? 0), 0),
      },
    })),
  }
}

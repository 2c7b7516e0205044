/** The pivot as stacked bars: at most five hues, everything else in one grey "Other". */
import type { Pivot } from './pivot.ts'

export const MAX_HUES = 5
export const OTHER = 'other'

export interface StackSeries {
  /** `s<id>`, or OTHER. */
  readonly key: string
  readonly id: number | null
  readonly label: string
  /** Place among the hues; null: grey. */
  readonly hue: number | null
  readonly total: number
}

export interface StackBar {
  readonly id: number | null
  readonly name: string
  readonly total: number
  /** Minor units per series key; zero where there is none. */
  readonly values: Readonly<Record<string, number>>
  /** How many rows are folded into this bar; 1 for a row of its own. */
  readonly folded: number
}

export interface Stack {
  readonly series: readonly StackSeries[]
  readonly bars: readonly StackBar[]
}

/**
 * Bars of the largest `maxBars` rows, the rest folded into one.
 *
 * A refund can make a part negative; a bar of mixed signs would lie about its length, so negative parts are
 * left out of the drawing (the table has them) and `total` stays the true sum.
 */
export function stackOf(pivot: Pivot, maxBars: number): Stack {
  const series = seriesOf(pivot)
  const hues = new Map(series.filter((one) => one.hue !== null).map((one) => [one.id, one.key]))
  const spent = pivot.rows.filter((row) => row.total > 0)
  const shown = spent.length > maxBars ? spent.slice(0, maxBars - 1) : spent
  const rest = spent.slice(shown.length)
  const barOf = (rows: Pivot['rows'], id: number | null, name: string): StackBar => {
    const values: Record<string, number> = Object.fromEntries(series.map((one) => [one.key, 0]))
    for (const part of rows.flatMap((row) => row.parts)) {
      const key = hues.get(part.id) ?? OTHER
      values[key] = (values[key] ?? 0) + Math.max(0, part.total)
    }
    return { id, name, values, total: rows.reduce((sum, row) => sum + row.total, 0), folded: rows.length }
  }
  const bars = shown.map((row) => barOf([row], row.id, row.name))
  return { series, bars: rest.length > 0 ? [...bars, barOf(rest, null, `${rest.length} more`)] : bars }
}

function seriesOf(pivot: Pivot): readonly StackSeries[] {
  const sums = new Map<number | null, { label: string; total: number }>()
  for (const part of pivot.rows.flatMap((row) => row.parts)) {
    const sum = sums.get(part.id) ?? { label: part.name, total: 0 }
    sums.set(part.id, { label: sum.label, total: sum.total + Math.max(0, part.total) })
  }
  const ordered = [...sums].filter(([, { total }]) => total > 0).toSorted(([, a], [, b]) => b.total - a.total)
  // Six things do not need an "Other" of one: the sixth would only lose its name.
  const named = ordered.length <= MAX_HUES ? ordered : ordered.slice(0, MAX_HUES)
  const rest = ordered.slice(named.length)
  const series = named.map(([id, { label, total }], hue): StackSeries => ({ key: `s${id ?? 'none'}`, id, label, hue, total }))
  if (rest.length === 0) return series
  return [...series, { key: OTHER, id: null, label: rest.length === 1 ? (rest[0]?.[1].label ?? 'Other') : `Other (${rest.length})`, hue: null, total: rest.reduce((sum, [, { total }]) => sum + total, 0) }]
}

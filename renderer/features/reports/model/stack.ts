/** The pivot as rows and pieces of a stacked chart. Which pieces get a hue is the chart's own business. */
import type { StackRow, StackSeries } from '#renderer/components/charts/chart-data.ts'
import type { LineId, Pivot, PivotRow } from './pivot.ts'

export const MORE_KEY = 'more'

export interface Stack {
  readonly rows: readonly StackRow[]
  readonly series: readonly StackSeries[]
}

/** Bars of the largest rows; from `maxBars` on the rest is one bar. Rows that net to nothing or less have no bar. */
export function stackOf(pivot: Pivot, maxBars: number): Stack {
  const spent = pivot.rows.filter((row) => row.total > 0)
  const shown = spent.length > maxBars ? spent.slice(0, maxBars - 1) : spent
  const rest = spent.slice(shown.length)
  const rows = shown.map((row): StackRow => ({ key: lineKey(row.id), label: row.name, values: valuesOf([row]) }))
  const series = new Map(spent.flatMap((row) => row.parts).map((part) => [lineKey(part.id), part.name]))
  return {
    rows: rest.length === 0 ? rows : [...rows, { key: MORE_KEY, label: `${rest.length} more`, values: valuesOf(rest) }],
    series: [...series].map(([key, label]) => ({ key, label })),
  }
}

/** One person's months as columns, made of what it went for. */
export function monthStackOf(pivot: Pivot, monthLabel: (month: string) => string): Stack {
  const series = pivot.rows.map((row) => ({ key: lineKey(row.id), label: row.name }))
  const rows = pivot.months.map((month, index): StackRow => ({
    key: month,
    label: monthLabel(month),
    values: Object.fromEntries(pivot.rows.map((row) => [lineKey(row.id), row.byMonth[index] ?? 0])),
  }))
  return { rows, series }
}

function valuesOf(rows: readonly PivotRow[]): Readonly<Record<string, number>> {
  const values: Record<string, number> = {}
  for (const part of rows.flatMap((row) => row.parts)) values[lineKey(part.id)] = (values[lineKey(part.id)] ?? 0) + part.total
  return values
}

export function lineKey(id: LineId): string {
  return id === null ? 'none' : String(id)
}

/** The id behind a key; undefined for one that stands for several. */
export function lineOfKey(key: string | null): LineId | undefined {
  if (key === 'none') return null
  const id = Number(key ?? Number.NaN)
  return Number.isSafeInteger(id) ? id : undefined
}

/** Where an arrow key goes in a wrapped grid of `count` in rows of `columns`; undefined for any other key, or past its edge. */
export function movedInGrid(key: string, index: number, count: number, columns: number): number | undefined {
  if (index < 0) return undefined
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -index, End: count - 1 - index }
  const step = steps[key]
  if (step === undefined) return undefined
  const next = index + step
  // The last row may be short: down from above its gap goes to its end.
  if (key === 'ArrowDown' && next >= count) return Math.floor(index / columns) < Math.floor((count - 1) / columns) ? count - 1 : undefined
  return next >= 0 && next < count ? next : undefined
}

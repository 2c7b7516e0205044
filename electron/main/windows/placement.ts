/** Where a window opens: where it was, if that place still exists. Pure arithmetic over rectangles, in DIPs. */

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const MIN_SIZE = { width: 960, height: 640 } as const
const FIRST_SIZE = { width: 1_440, height: 900 } as const
/** This much of the window's top has to be on a screen, or a person could not get hold of it. */
const GRIP = { width: 120, height: 32 } as const

/**
 * Bounds for the window.
 *
 * `saved` is where it was last; `areas` are the work areas of all screens, the main one first. Without a usable
 * place the window is centred in the main area, as large as it may be.
 */
export function placeWindow(saved: Rectangle | undefined, areas: readonly Rectangle[]): Rectangle {
  const home = areas[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  // Shrunk to the screen first: a window too wide for it may no longer reach it once it is smaller.
  const onArea = (area: Rectangle, was: Rectangle) => ({ ...was, width: fit(was.width, MIN_SIZE.width, area.width), height: fit(was.height, MIN_SIZE.height, area.height) })
  const area = saved && areas.find((candidate) => holds(candidate, onArea(candidate, saved)))
  if (saved && area) return onArea(area, saved)
  const width = fit(FIRST_SIZE.width, MIN_SIZE.width, home.width)
  const height = fit(FIRST_SIZE.height, MIN_SIZE.height, home.height)
  return { x: home.x + Math.max(0, Math.floor((home.width - width) / 2)), y: home.y + Math.max(0, Math.floor((home.height - height) / 2)), width, height }
}

function holds(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  const topInside = window.y >= area.y - GRIP.height / 2 && window.y + GRIP.height <= area.y + area.height
  return across >= GRIP.width && topInside
}

function fit(size: number, least: number, most: number): number {
  return Math.max(least, Math.min(size, most))
}

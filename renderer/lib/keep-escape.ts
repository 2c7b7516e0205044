import type { KeyboardEvent } from 'react'

/** Esc closes the popover it was pressed in, and not the drawer under it as well. */
export function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation()
}

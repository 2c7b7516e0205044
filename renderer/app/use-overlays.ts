import { useMemo, useState } from 'react'

/** Something that opens over the page. */
export interface Overlay {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
  readonly set: (isOpen: boolean) => void
}

export interface Overlays {
  readonly palette: Overlay
  readonly shortcuts: Overlay
  readonly switcher: Overlay
}

function useOverlay(): Overlay {
  const [isOpen, set] = useState(false)
  return useMemo(() => ({ isOpen, set, open: () => set(true), close: () => set(false) }), [isOpen])
}

export function useOverlays(): Overlays {
  return { palette: useOverlay(), shortcuts: useOverlay(), switcher: useOverlay() }
}

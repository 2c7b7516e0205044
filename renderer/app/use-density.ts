import { useLayoutEffect } from 'react'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'

/** Row heights of the whole page (theme/global.css) follow the setting. */
export function useDensity(density: Settings['density'] | undefined): void {
  useLayoutEffect(() => {
    if (density) document.documentElement.dataset['density'] = density
  }, [density])
}

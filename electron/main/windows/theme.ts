/** Light or dark for the frame around the page, and the ground that is seen before the page is. */
import { nativeTheme } from 'electron'
import type { ThemeChoice } from '#shared/rpc/bridge.ts'
import { GROUND } from './ground.ts'

export function applyTheme(theme: ThemeChoice): void {
  nativeTheme.themeSource = theme
}

export function currentGround(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}

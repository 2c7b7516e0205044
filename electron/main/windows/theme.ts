/** Light or dark for the frame around the page, and the ground that is seen before the page is. */
import { nativeTheme } from 'electron'
import type { ThemeChoice } from '#shared/rpc/bridge.ts'

/** The page's own ground (token "canvas" of renderer/theme): another colour would flash when the window opens. */
export const GROUND = { light: '#F8F7F4', dark: '#161513' } as const

export function applyTheme(theme: ThemeChoice): void {
  nativeTheme.themeSource = theme
}

export function currentGround(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}

/** The page's own ground (token "canvas" of renderer/theme/tokens.ts): another colour would flash when the window opens. */
export const GROUND = { light: '#F8F7F4', dark: '#161513' } as const

/** What the keyboard calls things on this machine. */
export interface Platform {
  readonly isMac: boolean
  /** ⌘ or Ctrl. */
  readonly modLabel: string
}

export function platformFrom(navigatorPlatform: string): Platform {
  const isMac = /mac|iphone|ipad/i.test(navigatorPlatform)
  return { isMac, modLabel: isMac ? '⌘' : 'Ctrl' }
}

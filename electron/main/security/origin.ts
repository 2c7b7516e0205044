/** The one place that knows where our own page lives. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'cardkeep'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const APP_PAGE = `${APP_ORIGIN}/`

/** Whether this address is of our own page: scheme and host as parsed, never as a prefix of the text. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === ''
}

/**
 * Whether a page may load this: the app's own files and what the page made itself. `developerTools`: those of Chromium too, which only an
 * unpackaged app opens.
 */
export function isOwnRequest(address: string, { developerTools }: { readonly developerTools: boolean }): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, pathname } = new URL(address)
  if (protocol === 'blob:') return isAppUrl(pathname)
  return protocol === 'data:' || (developerTools && protocol === 'devtools:') || isAppUrl(address)
}

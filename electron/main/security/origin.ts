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

import { APP_PAGE, isAppUrl } from '../security/origin.ts'

/**
 * The address to come back to after a lock: the page that was open, without anything that was asked of it.
 *
 * What stands behind the path (a search, a person, a charge) belongs to the vault and must not outlive the lock in main's
 * memory. A path is one of a few words of the app's own; anything longer is none.
 */
export function pageToReturnTo(address: string): string {
  if (!isAppUrl(address)) return APP_PAGE
  const [path = ''] = new URL(address).hash.slice(1).split('?')
  return /^\/[a-z-]{1,32}$/.test(path) ? `${APP_PAGE}#${path}` : APP_PAGE
}

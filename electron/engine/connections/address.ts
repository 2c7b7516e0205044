/** Where an issuer is: https, or http on this computer. */
import { AppError } from '#shared/rpc/errors.ts'
import { isLoopback } from '../issuers/loopback.ts'

/** Stands in the place of an address: wherever the app's own sandbox issuer listens in this run. */
export const OWN_SANDBOX = 'sandbox:own'

/**
 * A typed address as it is kept: `https://host[:port][/path]` without a slash at its end; https where nothing is said.
 *
 * Throws `validation.failed` (field url).
 */
export function readAddress(typed: string): string {
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (url.username !== '' || url.password !== '') throw refused('An address with a user name or password in it would be stored as it stands. Leave them out.')
  if (url.search !== '' || url.hash !== '') throw refused('An address ends before any ? or #.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw refused('Only https:// is safe over a network. http:// works for an issuer on this computer alone.')
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

export const isLoopbackUrl = (url: string): boolean => isLoopback(parse(url).hostname)

function parse(text: string): URL {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') throw refused('This is not an address. It looks like https://issuer.example.')
  return url
}

function refused(reason: string): AppError {
  return new AppError('validation.failed', { field: 'url', reason })
}

/** What Node says about a connection that failed, as one of the app's codes. The text of the failure goes no further: it names hosts. */
import { AppError, type AppErrorDetails } from '#shared/rpc/errors.ts'

const REASONS: Readonly<Record<string, AppErrorDetails['issuer.unreachable']['reason']>> = {
  ENETUNREACH: 'offline', ENETDOWN: 'offline', EHOSTUNREACH: 'offline', EHOSTDOWN: 'offline', EADDRNOTAVAIL: 'offline', EAI_AGAIN: 'offline',
  ENOTFOUND: 'name', EAI_FAIL: 'name', EAI_NONAME: 'name', EAI_NODATA: 'name',
  ECONNREFUSED: 'refused', EACCES: 'refused', EPERM: 'refused',
  ETIMEDOUT: 'timeout', ESOCKETTIMEDOUT: 'timeout',
}

const PROBLEMS: Readonly<Record<string, AppErrorDetails['issuer.certificate']['problem']>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted', UNABLE_TO_GET_ISSUER_CERT: 'untrusted', UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted', UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted', CERT_CHAIN_TOO_LONG: 'untrusted', INVALID_CA: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host', HOSTNAME_MISMATCH: 'wrong-host',
}

/** Names of OpenSSL's other refusals, and of a handshake that came to nothing. */
const OTHER_TLS = /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|CRL_|UNABLE_TO_|EPROTO$|INVALID_PURPOSE$|PATH_LENGTH|ERROR_IN_CERT)/

/** `issuer.certificate`, `issuer.unexpected` (not HTTP at all) or `issuer.unreachable`; what is unknown counts as a broken connection. */
export function networkError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const problem = PROBLEMS[code]
  if (problem !== undefined) return new AppError('issuer.certificate', { problem })
  if (OTHER_TLS.test(code)) return new AppError('issuer.certificate', { problem: 'other' })
  if (code.startsWith('HPE_')) return new AppError('issuer.unexpected', { what: code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'not-json' })
  return new AppError('issuer.unreachable', { reason: REASONS[code] ?? 'reset' })
}

/** Where several addresses of one name were tried, the first failure speaks for all. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

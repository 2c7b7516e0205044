/** What an attempt that did not succeed means for the change, and for the others that wait. */
import { AppError, type AppErrorCode } from '#shared/rpc/errors.ts'

export type Verdict =
  /** The issuer said no. */
  | 'refused'
  /** Tried again later; other changes may be sent. */
  | 'later'
  /** As `later`, but the answer was none of this API: a person is asked after some of these. */
  | 'nonsense'
  /** Nothing can be sent now. */
  | 'stop'

const STOPS: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>(['issuer.unreachable', 'issuer.certificate', 'auth.signed-out', 'auth.password-change-required', 'sandbox.failed', 'task.cancelled'])

/** The issuer's codes for a request that it can make no sense of: sending it again as it is will not help. */
const NONSENSE_CODES: ReadonlySet<string> = new Set(['idempotency_mismatch', 'idempotency_key_missing', 'invalid_request'])
/** Codes for a moment that passes. */
const PASSING_CODES: ReadonlySet<string> = new Set(['idempotency_in_progress', 'unauthenticated'])

export function verdictOf(error: unknown): Verdict {
  if (!(error instanceof AppError)) return 'later'
  if (STOPS.has(error.code)) return 'stop'
  if (AppError.is(error, 'issuer.rejected')) return NONSENSE_CODES.has(error.details.code) ? 'nonsense' : PASSING_CODES.has(error.details.code) ? 'later' : 'refused'
  return error.code === 'issuer.unexpected' ? 'nonsense' : 'later'
}

/** How a network fails before a request has left this computer. */
const NEVER_LEFT: ReadonlySet<unknown> = new Set(['offline', 'name', 'refused', 'switched-off'])
/** After these nothing was done: the issuer says so, or was not asked. */
const DID_NOTHING: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>(['issuer.certificate', 'issuer.throttled', 'auth.signed-out', 'auth.password-change-required', 'sandbox.failed'])

/** False only where the issuer cannot have seen the request, or says that it did nothing about it. */
export function mayHaveArrived(error: unknown): boolean {
  if (AppError.is(error, 'issuer.unreachable')) return !NEVER_LEFT.has(error.details.reason)
  return !(error instanceof AppError && DID_NOTHING.has(error.code))
}

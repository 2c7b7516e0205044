/** Every way in which an exchange ends without an answer, as one AppError. Nothing of a body goes along but the API's own codes. */
import { GatewayError, GatewayMalformed, type ErrorCode, type ErrorDetails } from '#shared/gateway/errors.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { networkError } from './network-errors.ts'

type Writer = (details: ErrorDetails) => AppError

/** How long to wait where the issuer does not say. */
const UNTOLD_WAIT_MS = 1_000
const waitOf = ({ retryAfterMs }: ErrorDetails): { readonly waitMs: number } => ({ waitMs: retryAfterMs ?? UNTOLD_WAIT_MS })

const WRITERS: Readonly<Partial<Record<ErrorCode, Writer>>> = {
  cursor_invalid: () => new AppError('issuer.cursor-invalid', {}),
  rate_limited: (details) => new AppError('issuer.throttled', waitOf(details)),
  idempotency_in_progress: (details) => new AppError('issuer.throttled', waitOf(details)),

  unauthenticated: () => new AppError('auth.signed-out', { reason: 'none' }),
  session_ended: () => new AppError('auth.signed-out', { reason: 'ended' }),
  refresh_reused: () => new AppError('auth.signed-out', { reason: 'reused' }),
  password_change_required: () => new AppError('auth.password-change-required', {}),

  invalid_credentials: () => new AppError('auth.invalid-credentials', {}),
  sign_in_throttled: (details) => new AppError('auth.throttled', waitOf(details)),
  account_locked: ({ lockedUntil }) => new AppError('auth.locked', { until: lockedUntil ?? null }),
  identity_not_verified: () => new AppError('auth.identity-not-verified', {}),
  already_registered: () => new AppError('auth.already-registered', {}),
  user_id_taken: () => new AppError('auth.user-id-taken', {}),
  weak_password: ({ reason }) => new AppError('auth.weak-password', { reason: apiWord(reason) ?? 'other' }),
  token_invalid: () => new AppError('auth.token-expired', {}),
  challenge_unknown: () => new AppError('not-found', { kind: 'challenge' }),
  code_wrong: ({ triesLeft }) => new AppError('auth.code-wrong', { triesLeft: triesLeft ?? 0 }),
  code_expired: () => new AppError('auth.code-expired', {}),
  code_used: () => new AppError('auth.code-expired', {}),
  code_tries_exhausted: () => new AppError('auth.code-tries-exhausted', {}),
  code_resend_too_early: (details) => new AppError('auth.code-too-early', waitOf(details)),
}

/** A refusal in the issuer's code. Codes of a later version go by their status. */
export function refusalOf({ code, status, details }: Pick<GatewayError, 'code' | 'status' | 'details'>): AppError {
  const write = Object.hasOwn(WRITERS, code) ? WRITERS[code as ErrorCode] : undefined
  if (write) return write(details)
  if (status >= 500) return failedWith(status, details.retryAfterMs)
  if (status === 429) return new AppError('issuer.throttled', waitOf(details))
  return new AppError('issuer.rejected', { code: apiWord(code) ?? 'unknown', reason: apiWord(details.reason) ?? null, field: apiWord(details.field) ?? null })
}

/** Anything thrown by an exchange. `retryAfterMs` is that of the answer, if there was one. */
export function appErrorOf(error: unknown, retryAfterMs?: number): AppError {
  if (error instanceof AppError) return error
  if (error instanceof GatewayError) return refusalOf(error)
  if (!(error instanceof GatewayMalformed)) return networkError(error)
  const { status, issues } = error
  if (status >= 500) return failedWith(status, retryAfterMs)
  if (status === 429) return new AppError('issuer.throttled', { waitMs: retryAfterMs ?? UNTOLD_WAIT_MS })
  return new AppError('issuer.unexpected', { what: whatIsWrong(status, issues[0] ?? '') })
}

function whatIsWrong(status: number, issue: string): 'redirected' | 'not-json' | 'cut-off' | 'too-large' | 'wrong-shape' {
  if (status >= 300 && status < 400) return 'redirected'
  if (issue === 'JSON is damaged or cut off') return 'cut-off'
  if (issue === 'too large') return 'too-large'
  return issue === 'not JSON' || issue === 'content-type' || status !== 200 ? 'not-json' : 'wrong-shape'
}

function failedWith(status: number, waitMs: number | undefined): AppError {
  return new AppError('issuer.failed', waitMs === undefined ? { status } : { status, waitMs })
}

/** Only what looks like a word of an API: a server that puts a value there does not get it onto a screen or into a log. */
function apiWord(text: string | undefined): string | undefined {
  return text !== undefined && /^[a-z][\w.-]{0,59}$/i.test(text) && !/\d{4}/.test(text) ? text : undefined
}

/**
 * Errors of the Gateway API: `{ error: { code, message, details } }` with a status.
 *
 * The codes are closed for a server (it can send no other and compile) and open for a client (an unknown code arrives as its raw
 * string, and the status says what kind of failure it is). `message` is for logs of the issuer, never shown: the client has words of its own.
 */
import { z } from 'zod'
import { openEnum, type OtherString } from './open-enum.ts'

/** Every code with its status. */
export const ERROR_STATUS = {
  /** The request does not fit the API; `details.issues` name fields, never values. */
  invalid_request: 400,
  /** A cursor of another store or of one that was started anew: begin again from the first page. */
  cursor_invalid: 410,
  not_found: 404,

  /** No token, or one that is not (any longer) an access token: refresh, then try again. */
  unauthenticated: 401,
  /** The session was ended (by its person, by recovery, by detected reuse): sign in again. */
  session_ended: 401,
  /** A refresh token was used twice: all sessions of that person are ended. */
  refresh_reused: 401,
  /** After "this wasn't me": nothing works but changing the password. */
  password_change_required: 403,
  forbidden: 403,

  /** One answer for an unknown user and a wrong password. */
  invalid_credentials: 401,
  /** Too many tries: `details.retryAfterMs`, also as Retry-After. */
  sign_in_throttled: 429,
  /** Locked for a while or until recovery: `details.lockedUntil` (null: until recovery). */
  account_locked: 423,
  identity_not_verified: 422,
  already_registered: 409,
  user_id_taken: 409,
  /** `details.reason`: too-short, too-common, contains-context, same-as-before. */
  weak_password: 422,
  /** A registration, recovery or reset token that is unknown, used or too old. */
  token_invalid: 401,
  challenge_unknown: 404,
  /** Wrong code; `details.triesLeft`. */
  code_wrong: 422,
  code_expired: 422,
  code_used: 422,
  code_tries_exhausted: 429,
  /** A new code may be sent after `details.retryAfterMs`. */
  code_resend_too_early: 429,

  idempotency_key_missing: 400,
  /** The key was used for another request. */
  idempotency_mismatch: 409,
  /** The first request with this key is still being worked on. */
  idempotency_in_progress: 409,

  /** The object is not in a state that allows this; `details.reason` says which rule. */
  not_allowed: 409,
  /** `details.field`, `details.reason`. */
  unacceptable_value: 422,
  cutoff_passed: 409,
  /** `details.missing` names the answers and evidence that are still needed. */
  dispute_incomplete: 422,
  dispute_deadline_passed: 409,
  unsupported_media: 415,
  payload_too_large: 413,

  rate_limited: 429,
  server_error: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]

export const errorDetails = z.object({
  retryAfterMs: z.number().int().nonnegative().optional(),
  lockedUntil: z.number().int().nonnegative().nullable().optional(),
  triesLeft: z.number().int().nonnegative().optional(),
  field: z.string().max(80).optional(),
  reason: z.string().max(80).optional(),
  missing: z.array(z.string().max(80)).max(50).optional(),
  issues: z.array(z.string().max(200)).max(50).optional(),
})
export type ErrorDetails = z.infer<typeof errorDetails>

export const errorBody = z.object({ error: z.object({ code: openEnum(ERROR_CODES), message: z.string().max(300), details: errorDetails.default({}) }) })
export type ErrorBody = z.infer<typeof errorBody>

/**
 * A refusal by the issuer. Thrown by the handlers of a server and rebuilt by a client.
 *
 * `status` is that of the answer; `code` is known, or the raw string of a code this version has not heard of.
 */
export class GatewayError extends Error {
  readonly code: ErrorCode | OtherString
  readonly status: number
  readonly details: ErrorDetails

  constructor(code: ErrorCode | OtherString, details: ErrorDetails = {}, status: number = ERROR_STATUS[code as ErrorCode] ?? 500) {
    super(code)
    this.name = 'GatewayError'
    this.code = code
    this.status = status
    this.details = details
  }

  /** True when the same request may succeed later as it is. A client still never repeats a password or a code by itself. */
  get transient(): boolean {
    return this.status === 429 || this.status >= 500 || this.code === 'idempotency_in_progress'
  }
}

/** An answer that is not one of this API: not JSON, cut off, of another shape, or from something in between (a captive portal). */
export class GatewayMalformed extends Error {
  readonly status: number
  /** Paths of the fields that do not fit; never values. */
  readonly issues: readonly string[]

  constructor(status: number, issues: readonly string[]) {
    super(`malformed answer (${status}): ${issues.slice(0, 5).join('; ')}`)
    this.name = 'GatewayMalformed'
    this.status = status
    this.issues = issues
  }
}

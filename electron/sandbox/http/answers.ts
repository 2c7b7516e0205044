/** An answer before it is sent, and the answer to an error. */
import { ZodError } from 'zod'
import type { BinaryContent } from '#shared/gateway/define.ts'
import { GatewayError, type ErrorBody } from '#shared/gateway/errors.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | BinaryContent
}

export const jsonAnswer = (json: string, headers: Readonly<Record<string, string>> = {}): Answer => ({ status: 200, headers, body: json })

export function errorAnswer(error: GatewayError): Answer {
  const { code, details, status } = error
  const body: ErrorBody = { error: { code, message: code.replaceAll('_', ' '), details } }
  return {
    status,
    headers: details.retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(details.retryAfterMs / 1_000)) },
    body: JSON.stringify(body),
  }
}

/** Whatever was thrown, as a refusal of this API. What nobody expected is told to `report` and to nobody else. */
export function asGatewayError(error: unknown, report: (error: unknown) => void): GatewayError {
  if (error instanceof GatewayError) return error
  if (error instanceof ZodError) return new GatewayError('invalid_request', { issues: error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.code}`.slice(0, 200)) })
  const status = (error as { statusCode?: unknown }).statusCode
  if (status === 413) return new GatewayError('payload_too_large')
  if (status === 415) return new GatewayError('unsupported_media')
  if (typeof status === 'number' && status >= 400 && status < 500) return new GatewayError('invalid_request', { issues: ['body'] })
  report(error)
  return new GatewayError('server_error')
}

/**
 * How an endpoint is declared. One declaration types the client and the server, checks both at run time and writes the OpenAPI document.
 */
import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A body that is a file, not JSON. */
export interface BinaryBody {
  readonly kind: 'binary'
  readonly contentTypes: readonly string[]
  readonly maxBytes: number
}

export const binary = (contentTypes: readonly string[], maxBytes: number): BinaryBody => ({ kind: 'binary', contentTypes, maxBytes })

export interface BinaryContent {
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface Endpoint {
  readonly method: Method
  /** `/v1/cards/{cardId}/freeze`: names in braces are the keys of `params`. */
  readonly path: `/v1${string}`
  readonly summary: string
  /** `session` needs `Authorization: Bearer <access token>`. */
  readonly auth: 'none' | 'session'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType | BinaryBody
  readonly response: z.ZodType | BinaryBody
  /** The refusals special to this endpoint; the general ones follow from the rest (`errorsOf`). */
  readonly errors?: readonly ErrorCode[]
  /** Needs an `Idempotency-Key` (UUID): the same key and request replays the saved answer. */
  readonly idempotent?: true
  /** Answers `ETag`, and 304 to a matching `If-None-Match`. */
  readonly conditional?: true
}

export const endpoint = <const D extends Endpoint>(definition: D): D => definition

/** Endpoints of one resource, by name. */
export type ResourceApi = Readonly<Record<string, Endpoint>>

type Content<S> = S extends z.ZodType ? z.output<S> : S extends BinaryBody ? BinaryContent : undefined
type Sent<S> = S extends z.ZodType ? z.input<S> : S extends BinaryBody ? BinaryContent : never
type Field<E, K extends keyof Endpoint> = E extends { readonly [P in K]: infer S } ? S : undefined

/** What a caller passes; only the parts that the endpoint has. */
export type RequestOf<E extends Endpoint> = (Field<E, 'params'> extends z.ZodObject ? { readonly params: Sent<Field<E, 'params'>> } : unknown) &
  (Field<E, 'query'> extends z.ZodObject ? (object extends Sent<Field<E, 'query'>> ? { readonly query?: Sent<Field<E, 'query'>> } : { readonly query: Sent<Field<E, 'query'>> }) : unknown) &
  (Field<E, 'body'> extends undefined ? unknown : { readonly body: Sent<Field<E, 'body'>> }) &
  (Field<E, 'idempotent'> extends true ? { readonly idempotencyKey: string } : unknown) &
  (Field<E, 'conditional'> extends true ? { readonly ifNoneMatch?: string | undefined } : unknown)

/** The parsed answer. */
export type ResponseOf<E extends Endpoint> = Content<E['response']>

/** What a call resolves to: the answer itself, or, where the endpoint is conditional, whether there is a new one. */
export type ReplyOf<E extends Endpoint> = Field<E, 'conditional'> extends true
  ? { readonly modified: true; readonly etag: string | undefined; readonly body: ResponseOf<E> } | { readonly modified: false; readonly etag: string | undefined }
  : ResponseOf<E>

/** What a handler gets: the same parts, parsed. */
export interface ParsedRequest<E extends Endpoint> {
  readonly params: Content<Field<E, 'params'>>
  readonly query: Content<Field<E, 'query'>>
  readonly body: Content<Field<E, 'body'>>
}

/** What a handler returns: the answer as a schema takes it in, so that a server cannot send a value it does not know. */
export type AnswerOf<E extends Endpoint> = Sent<E['response']>

/** A client of the API is one function over an endpoint. Rejects with GatewayError, GatewayMalformed, or the transport's own error. */
export type GatewayCall = <E extends Endpoint>(endpoint: E, request: RequestOf<E>) => Promise<ReplyOf<E>>

export function isBinary(body: Endpoint['body'] | Endpoint['response']): body is BinaryBody {
  return body !== undefined && 'kind' in body && body.kind === 'binary'
}

const GENERAL: readonly ErrorCode[] = ['rate_limited', 'server_error', 'unavailable']
const OF_SESSIONS: readonly ErrorCode[] = ['unauthenticated', 'session_ended', 'password_change_required', 'forbidden']
const OF_KEYS: readonly ErrorCode[] = ['idempotency_key_missing', 'idempotency_mismatch', 'idempotency_in_progress']

/** Every code an endpoint may answer with. */
export function errorsOf(endpoint: Endpoint): readonly ErrorCode[] {
  return [
    ...new Set([
      ...(endpoint.errors ?? []),
      ...(endpoint.query || endpoint.body || endpoint.params ? (['invalid_request'] as const) : []),
      ...(endpoint.params ? (['not_found'] as const) : []),
      ...(endpoint.auth === 'session' ? OF_SESSIONS : []),
      ...(endpoint.idempotent ? OF_KEYS : []),
      ...GENERAL,
    ]),
  ]
}

/**
 * One exchange over HTTP, without the HTTP: a request of an endpoint as plain data, and the plain answer read back.
 *
 * Both ends use this file, whatever carries the bytes (fetch, a pooled client, a test). Nothing here knows a token.
 */
import type { z } from 'zod'
import { isBinary, type BinaryContent, type Endpoint, type ReplyOf, type RequestOf } from './define.ts'
import { errorBody, GatewayError, GatewayMalformed } from './errors.ts'

export interface PlainRequest {
  readonly method: string
  /** Path with its query string, to be put behind the base address. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
}

export interface PlainReply {
  readonly status: number
  /** Lower-case name to value. */
  readonly header: (name: string) => string | null
  /** The body, uncompressed. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same as text; only called for JSON. */
  readonly text: () => string
}

interface AnyRequest {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly ifNoneMatch?: string | undefined
}

/** Writes a request. Throws a ZodError when it does not fit the endpoint: a bug of the caller, found before anything is sent. */
export function writeRequest<E extends Endpoint>(endpoint: E, request: RequestOf<E>): PlainRequest {
  const { params, query, body, idempotencyKey, ifNoneMatch } = request as AnyRequest
  const headers: Record<string, string> = { accept: isBinary(endpoint.response) ? endpoint.response.contentTypes.join(', ') : 'application/json' }
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
  if (ifNoneMatch !== undefined) headers['if-none-match'] = ifNoneMatch
  const parsed = endpoint.params?.parse(params) as Record<string, unknown> | undefined
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parsed?.[name])))
  const target = path + queryString(endpoint.query?.parse(query ?? {}) as Record<string, unknown> | undefined)
  if (endpoint.body === undefined) return { method: endpoint.method, target, headers, body: undefined }
  if (isBinary(endpoint.body)) {
    const { contentType, bytes } = body as BinaryContent
    headers['content-type'] = contentType
    return { method: endpoint.method, target, headers, body: bytes }
  }
  headers['content-type'] = 'application/json'
  return { method: endpoint.method, target, headers, body: JSON.stringify(endpoint.body.parse(body)) }
}

/** Looks at an answer before its shape is checked, and returns what of it may come in. */
export type Sift = (json: unknown) => unknown

const everything: Sift = (json) => json

/** Reads an answer. Throws GatewayError for a refusal and GatewayMalformed for anything that is not an answer of this API. */
export function readReply<E extends Endpoint>(endpoint: E, reply: PlainReply, sift = everything): ReplyOf<E> {
  const { status } = reply
  const etag = reply.header('etag') ?? undefined
  if (endpoint.conditional && status === 304) return { modified: false, etag } as ReplyOf<E>
  if (status !== 200) throw refusal(reply, sift)
  const body = isBinary(endpoint.response) ? readBinary(endpoint.response.contentTypes, endpoint.response.maxBytes, reply) : parse(endpoint.response, reply, sift)
  return (endpoint.conditional ? { modified: true, etag, body } : body) as ReplyOf<E>
}

function refusal(reply: PlainReply, sift: Sift): GatewayError | GatewayMalformed {
  const retryAfter = retryAfterMs(reply.header('retry-after'))
  const parsed = isJson(reply) ? errorBody.safeParse(sift(jsonOf(reply))) : undefined
  if (parsed?.success !== true) return new GatewayMalformed(reply.status, [`status ${reply.status} without an error of this API`])
  const { code, details } = parsed.data.error
  return new GatewayError(code, retryAfter === undefined ? details : { retryAfterMs: retryAfter, ...details }, reply.status)
}

function parse(schema: z.ZodType, reply: PlainReply, sift: Sift): unknown {
  if (!isJson(reply)) throw new GatewayMalformed(reply.status, ['not JSON'])
  const parsed = schema.safeParse(sift(jsonOf(reply)))
  if (!parsed.success) throw new GatewayMalformed(reply.status, parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.code}`))
  return parsed.data
}

function readBinary(contentTypes: readonly string[], maxBytes: number, reply: PlainReply): BinaryContent {
  const contentType = (reply.header('content-type') ?? '').split(';')[0] ?? ''
  if (!contentTypes.includes(contentType)) throw new GatewayMalformed(reply.status, ['content-type'])
  if (reply.bytes.byteLength > maxBytes) throw new GatewayMalformed(reply.status, ['too large'])
  return { contentType, bytes: reply.bytes }
}

function isJson(reply: PlainReply): boolean {
  return /^application\/(?:[\w.]+\+)?json\b/.test(reply.header('content-type') ?? '')
}

function jsonOf(reply: PlainReply): unknown {
  try {
    return JSON.parse(reply.text())
  } catch {
    throw new GatewayMalformed(reply.status, ['JSON is damaged or cut off'])
  }
}

/** `Retry-After` in seconds; its date form is not part of this API. */
export function retryAfterMs(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : undefined
}

function queryString(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`]))
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** A query as it comes out of an address, all text, with numbers and booleans read where the endpoint wants them. */
export function readQuery(schema: z.ZodObject, raw: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, typed(innermost(schema.shape[name]), value)]))
}

function typed(type: string | undefined, value: unknown): unknown {
  if (type === 'number' && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function innermost(schema: unknown): string | undefined {
  let current = schema as { def?: { type: string; innerType?: unknown } } | undefined
  while (current?.def?.innerType !== undefined) current = current.def.innerType as typeof current
  return current?.def?.type
}

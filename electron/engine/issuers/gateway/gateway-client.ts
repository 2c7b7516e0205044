/** The Gateway API over HTTP: one function over an endpoint of shared/gateway. It keeps no session and repeats nothing. */
import { isBinary, type Endpoint, type ReplyOf, type RequestOf } from '#shared/gateway/define.ts'
import { readReply, retryAfterMs, writeRequest, type PlainReply } from '#shared/gateway/exchange.ts'
import { withoutCardNumbersInId } from '#shared/domain/card-text.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { createCardDataSieve, type CardDataLeftOut, type MaskId } from '../card-data.ts'
import { isLoopback } from '../loopback.ts'
import type { RawReply, Timeouts, Transport, TransportOptions } from './http-transport.ts'
import { appErrorOf } from './refusals.ts'

export interface GatewayClientOptions {
  /** `https://host[:port][/path]`; http for this computer alone. */
  readonly baseUrl: string
  /** Of the app, for the `user-agent`: the only thing said about it. */
  readonly version?: string
  readonly timeouts?: Partial<Timeouts>
  /** PEM of the authorities to trust in place of the usual ones. */
  readonly authorities?: readonly string[]
  /** Takes one line an exchange: method, the endpoint's path without its ids, outcome, time. */
  readonly log?: (line: string) => void
  /** Takes what of an answer was card data and did not come in. */
  readonly onCardData?: (leftOut: CardDataLeftOut) => void
  readonly maskId?: MaskId | undefined
  /** In place of HTTP. */
  readonly transport?: Transport
}

export interface CallOptions {
  readonly accessToken?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Answered<T> {
  readonly reply: T
  /** From the request to the end of the answer. */
  readonly ms: number
  readonly connectMs: number | null
  /** The `Date` of the answer as an instant. */
  readonly date: number | null
}

export interface GatewayClient {
  readonly baseUrl: string
  /** Throws AppErrors of `issuer.*`, `auth.*`, `not-found` (challenge) and `task.cancelled`; a ZodError for a request that no issuer would take. */
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>, options?: CallOptions): Promise<ReplyOf<E>>
  /** The same, with what the connection test wants to know. */
  measure<E extends Endpoint>(endpoint: E, request: RequestOf<E>, options?: CallOptions): Promise<Answered<ReplyOf<E>>>
  close(): void
}

/** Far above the largest page that an issuer sends, unpacked. */
const MAX_JSON_BYTES = 16 * 1024 * 1024

/** Throws `validation.failed` (field url) for an address that is not safe to speak to. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { baseUrl, version, timeouts, authorities, maskId, log = () => {}, onCardData = () => {} } = options
  const transport = options.transport ?? httpTransport({ base: safeBase(baseUrl), timeouts, authorities })
  const ours = { 'accept-encoding': 'br, gzip', 'user-agent': version === undefined ? 'Cardkeep' : `Cardkeep/${version}` }

  const measure = async <E extends Endpoint>(endpoint: E, request: RequestOf<E>, { accessToken, signal }: CallOptions = {}): Promise<Answered<ReplyOf<E>>> => {
    const plain = writeRequest(endpoint, request)
    const headers = { ...plain.headers, ...ours, ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }) }
    const maxBytes = isBinary(endpoint.response) ? endpoint.response.maxBytes : MAX_JSON_BYTES
    const startedAt = performance.now()
    const sieve = createCardDataSieve(maskId)
    let raw: RawReply | undefined
    try {
      raw = await transport.exchange({ ...plain, headers }, { maxBytes, signal })
      const ms = performance.now() - startedAt
      const reply = readReply(endpoint, plainReply(raw), (json) => sieve.sift(json))
      log(`${endpoint.method} ${endpoint.path} ${raw.status} ${Math.round(ms)} ms`)
      return { reply, ms, connectMs: raw.connectMs, date: dateOf(raw.headers.date) }
    } catch (caught) {
      const error = appErrorOf(caught, raw && retryAfterMs(raw.headers['retry-after'] ?? null))
      log(`${endpoint.method} ${endpoint.path} ${error.code} ${Math.round(performance.now() - startedAt)} ms`)
      throw error
    } finally {
      const { leftOut } = sieve
      if (leftOut) onCardData(leftOut)
    }
  }
  return { baseUrl, measure, call: async (endpoint, request, callOptions) => (await measure(endpoint, request, callOptions)).reply, close: () => transport.close() }
}

/** Loaded with the first exchange: Node's HTTP and TLS are a good part of what starting the engine would take, and a locked vault asks nobody. */
function httpTransport(options: TransportOptions): Transport {
  let loading: Promise<Transport> | undefined
  const load = async (): Promise<Transport> => (await import('./http-transport.ts')).createHttpTransport(options)
  return {
    exchange: async (request, exchangeOptions) => (await (loading ??= load())).exchange(request, exchangeOptions),
    close: () => void loading?.then((transport) => transport.close()),
  }
}

function plainReply({ status, headers, bytes }: RawReply): PlainReply {
  const header = (name: string): string | null => {
    const value = headers[name]
    const text = value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
    // A tag is kept until the next time: one that holds a card number counts as none.
    return name === 'etag' && text !== null && withoutCardNumbersInId(text) !== text ? null : text
  }
  return { status, header, bytes, text: () => new TextDecoder().decode(bytes) }
}

function dateOf(text: string | undefined): number | null {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

function safeBase(baseUrl: string): URL {
  const url = URL.parse(baseUrl)
  if (url === null || url.username !== '' || url.password !== '') throw new AppError('validation.failed', { field: 'url', reason: 'This is not the address of an issuer.' })
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw new AppError('validation.failed', { field: 'url', reason: 'Only https:// is safe over a network.' })
  return url
}

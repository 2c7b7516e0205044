/**
 * One HTTP exchange: connections kept, certificates always checked, every wait and every size bounded, no redirect followed.
 *
 * Trust is the list of authorities that comes with Node, put together here: neither `NODE_TLS_REJECT_UNAUTHORIZED` nor `NODE_EXTRA_CA_CERTS`
 * changes it.
 */
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https'
import { createSecureContext, rootCertificates } from 'node:tls'
import type { PlainRequest } from '#shared/gateway/exchange.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { networkError } from './network-errors.ts'
import { readBody } from './read-body.ts'

/** All in milliseconds. */
export interface Timeouts {
  /** Until the connection stands, TLS included. */
  readonly connect: number
  /** From there to the head of the answer. */
  readonly head: number
  /** The whole exchange, however steadily it drips. */
  readonly total: number
}

const USUAL_TIMEOUTS: Timeouts = { connect: 10_000, head: 30_000, total: 90_000 }

export interface TransportOptions {
  /** Already judged: https, or http on this computer. */
  readonly base: URL
  readonly timeouts?: Partial<Timeouts> | undefined
  /** PEM of the authorities that count, for an issuer with one of its own; the usual ones where left out. */
  readonly authorities?: readonly string[] | undefined
}

export interface RawReply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How long connecting took; null on a connection that stood already. */
  readonly connectMs: number | null
}

export interface ExchangeOptions {
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

export interface Transport {
  /** Throws `issuer.unreachable`, `issuer.certificate`, `issuer.unexpected`, `task.cancelled`. */
  exchange(request: PlainRequest, options: ExchangeOptions): Promise<RawReply>
  close(): void
}

/** Unused connections go before a usual server drops them, so that a request rarely meets one that is gone. */
const IDLE_MS = 4_000

export function createHttpTransport({ base, timeouts, authorities = rootCertificates }: TransportOptions): Transport {
  const limits = { ...USUAL_TIMEOUTS, ...timeouts }
  const secure = base.protocol === 'https:'
  const pool = { keepAlive: true, maxSockets: 6, timeout: IDLE_MS }
  const agent = secure
    ? new HttpsAgent({ ...pool, rejectUnauthorized: true, secureContext: createSecureContext({ ca: [...authorities], minVersion: 'TLSv1.2' }) })
    : new HttpAgent(pool)
  const common = { agent, protocol: base.protocol, hostname: base.hostname.replace(/^\[|\]$/g, ''), ...(base.port === '' ? {} : { port: base.port }), ...(secure ? { rejectUnauthorized: true } : {}) }
  const prefix = base.pathname.replace(/\/+$/, '')

  return {
    close: () => agent.destroy(),
    async exchange(plain, { maxBytes, signal }) {
      if (signal?.aborted) throw new AppError('task.cancelled', {})
      const body = plain.body === undefined ? undefined : Buffer.from(plain.body as string)
      const headers = { ...plain.headers, ...(body === undefined ? (plain.method === 'GET' ? {} : { 'content-length': 0 }) : { 'content-length': body.byteLength }) }
      const options: RequestOptions = { ...common, method: plain.method, path: prefix + plain.target, headers }
      const request = secure ? httpsRequest(options) : httpRequest(options)
      const watch = watchOver(request, limits, signal)
      try {
        const response = await watch.or(answerTo(request, body))
        watch.answered()
        return { status: response.statusCode ?? 0, headers: response.headers, bytes: await watch.or(readBody(response, maxBytes)), connectMs: watch.connectMs }
      } catch (error) {
        throw networkError(error)
      } finally {
        watch.end()
      }
    },
  }
}

function answerTo(request: ClientRequest, body: Buffer | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', reject)
    request.end(body)
  })
}

/** Ends a request that takes too long or that nobody waits for any more, and remembers why: what Node then throws says only that it ended. */
function watchOver(request: ClientRequest, timeouts: Timeouts, signal: AbortSignal | undefined) {
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {})
  const stop = (error: AppError): void => {
    ended.reject(error)
    request.destroy()
  }
  const late = (): void => stop(new AppError('issuer.unreachable', { reason: 'timeout' }))
  const onAbort = (): void => stop(new AppError('task.cancelled', {}))
  signal?.addEventListener('abort', onAbort, { once: true })
  const startedAt = performance.now()
  const total = setTimeout(late, timeouts.total)
  let phase = setTimeout(late, timeouts.connect)
  let connectMs: number | null = null
  const connected = (): void => {
    clearTimeout(phase)
    phase = setTimeout(late, timeouts.head)
  }
  request.once('socket', (socket) => {
    if (request.reusedSocket) return connected()
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      connectMs = performance.now() - startedAt
      connected()
    })
  })
  return {
    or: <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended.promise]),
    answered: () => clearTimeout(phase),
    end() {
      clearTimeout(phase)
      clearTimeout(total)
      signal?.removeEventListener('abort', onAbort)
    },
    get connectMs() {
      return connectMs
    },
  }
}

/** Sends an answer, or what the faults that struck the request make of it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { BinaryContent } from '#shared/gateway/define.ts'
import { malformed, pages, unknowns, WEB_PAGE } from '../faults/damage.ts'
import type { FaultOf } from '../faults/fault.ts'
import { planted } from '../faults/plant.ts'
import type { Faults, Struck } from '../faults/faults.ts'
import { errorAnswer, type Answer } from './answers.ts'
import { GatewayError } from '#shared/gateway/errors.ts'

export class Sending {
  readonly #reply: FastifyReply
  readonly #faults: Faults
  readonly #struck: Struck
  readonly #operation: string

  constructor(reply: FastifyReply, faults: Faults, operation: string) {
    this.#reply = reply
    this.#faults = faults
    this.#struck = faults.take(operation)
    this.#operation = operation
  }

  /** True when the request is done with, without any effect. */
  async strikeBefore(endSession: () => void): Promise<boolean> {
    if (this.#struck.faults.length === 0) return false
    const latency = this.#struck.one('latency', ({ stage }) => stage === 'before')
    if (latency) await wait(latency.ms)
    if (this.#struck.one('revoke')) {
      try {
        endSession()
      } catch {
        // Nobody is signed in: then there is nothing to end.
      }
    }
    if (this.#struck.one('reset', ({ stage }) => stage === 'before')) return this.#reset()
    const status = this.#struck.one('status', ({ stage }) => stage === 'before')
    if (!status) return false
    await this.#plain(failure(status))
    return true
  }

  async send(answer: Answer): Promise<FastifyReply> {
    const previous = this.#faults.on && typeof answer.body === 'string' ? this.#faults.previous(this.#operation, answer.body) : undefined
    if (this.#struck.faults.length === 0) return this.#plain(answer)
    const latency = this.#struck.one('latency', ({ stage }) => stage === 'after')
    if (latency) await wait(latency.ms)
    const status = this.#struck.one('status', ({ stage }) => stage === 'after')
    if (status) return this.#plain(failure(status))
    if (this.#struck.one('reset', ({ stage }) => stage === 'after')) {
      this.#reset()
      return this.#reply
    }
    return this.#damaged(answer, previous)
  }

  async #damaged(answer: Answer, previous: string | undefined): Promise<FastifyReply> {
    if (typeof answer.body !== 'string' || answer.status !== 200) return this.#plain(answer)
    const body = this.#rewritten(answer.body, previous)
    if (this.#struck.one('reset', ({ stage }) => stage === 'during')) return this.#cut(body, 0.5)
    const truncate = this.#struck.one('truncate')
    if (truncate?.announced) return this.#cut(body, truncate.keep)
    if (truncate) return this.#plain({ ...answer, body: body.slice(0, Math.floor(body.length * truncate.keep)) })
    const wrong = this.#struck.one('malformed')
    if (!wrong) return this.#plain({ ...answer, body })
    const { contentType, body: nonsense } = malformed(wrong, body)
    return this.#plain({ ...answer, headers: { ...answer.headers, 'content-type': contentType }, body: nonsense })
  }

  /** Still JSON, but not what it should be. */
  #rewritten(json: string, previous: string | undefined): string {
    const page = this.#struck.one('pages')
    const paged = page ? pages(page, json, previous) : json
    const unknown = this.#struck.one('unknown')
    const future = unknown ? unknowns(unknown, paged) : paged
    const texts = this.#struck.one('texts')
    const written = texts ? planted(texts, this.#operation, future) : future
    const skew = this.#struck.one('clock-skew')
    return skew ? written.replace(/"serverTime":(\d+)/, (_, at: string) => `"serverTime":${Number(at) + skew.ms}`) : written
  }

  async #plain({ status, headers, body }: Answer): Promise<FastifyReply> {
    const skew = this.#struck.one('clock-skew')
    if (skew) this.#reply.header('date', new Date(Date.now() + skew.ms).toUTCString())
    const binary: BinaryContent | undefined = typeof body === 'string' ? undefined : body
    this.#reply.code(status).headers({ 'cache-control': 'no-store', 'content-type': binary?.contentType ?? 'application/json; charset=utf-8', ...headers })
    if (status === 304) return this.#reply.send()
    return this.#reply.send(binary ? Buffer.from(binary.bytes) : body)
  }

  /** The head and a part of the body, then the connection is gone. */
  #cut(body: string, keep: number): FastifyReply {
    const bytes = Buffer.from(body)
    const { raw } = this.#reply.hijack()
    raw.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength })
    raw.write(bytes.subarray(0, Math.floor(bytes.byteLength * keep)), () => raw.destroy())
    return this.#reply
  }

  #reset(): boolean {
    this.#reply.hijack().raw.socket?.resetAndDestroy()
    return true
  }
}

function failure({ status, retryAfterSeconds, page }: FaultOf<'status'>): Answer {
  const headers: Record<string, string> = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  if (page) return { status, headers: { ...headers, 'content-type': 'text/html' }, body: WEB_PAGE }
  const code = status === 429 ? 'rate_limited' : status === 503 ? 'unavailable' : 'server_error'
  return { ...errorAnswer(new GatewayError(code, {}, status)), headers }
}

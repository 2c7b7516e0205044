/** What the sandbox answers, in the shape of the API: a table that lacks an endpoint, or answers with another type, does not compile. */
import type { GatewayApi } from '#shared/gateway/api.ts'
import type { AnswerOf, Endpoint, ParsedRequest } from '#shared/gateway/define.ts'

/** Who asks. */
export interface Caller {
  readonly personId: string
  readonly sessionId: string
  readonly name: string
  readonly deviceId: string
}

/** JSON that is ready to be sent, where building it as objects first would cost too much. Held against the schema in tests. */
export interface ReadyJson {
  readonly json: string
}

export interface ConditionalAnswer {
  readonly etag: string
  /** Only asked for when the caller has not got it. */
  readonly body: () => ReadyJson
}

type CallerOf<E extends Endpoint> = E['auth'] extends 'session' ? Caller : undefined
type Extra<E> = E extends { readonly idempotent: true } ? { readonly idempotencyKey: string } : { readonly idempotencyKey?: undefined }

export type HandlerRequest<E extends Endpoint> = ParsedRequest<E> & { readonly caller: CallerOf<E> } & Extra<E>

type Answer<E extends Endpoint> = E extends { readonly conditional: true } ? ConditionalAnswer : E extends { readonly idempotent: true } ? AnswerOf<E> : AnswerOf<E> | Promise<AnswerOf<E>>

/** A command with a key answers at once: it runs inside the one transaction that also keeps its answer. */
export type Handler<E extends Endpoint> = (request: HandlerRequest<E>) => Answer<E>

export type HandlersOf<A> = { readonly [N in keyof A]: A[N] extends Endpoint ? Handler<A[N]> : never }
export type Handlers = { readonly [R in keyof GatewayApi]: HandlersOf<GatewayApi[R]> }

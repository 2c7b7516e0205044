/** Every endpoint of the API as a route: parsed, authorised, answered, held against its own schema. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { gatewayEndpoints, type NamedEndpoint } from '#shared/gateway/api.ts'
import { isBinary, type BinaryContent, type Endpoint } from '#shared/gateway/define.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import { readQuery } from '#shared/gateway/exchange.ts'
import type { Faults } from '../faults/faults.ts'
import type { Portal } from '../portal/portal.ts'
import { asGatewayError, errorAnswer, jsonAnswer, type Answer } from './answers.ts'
import { keepsAnswer, keyOf, type Commands } from './commands.ts'
import { Sending } from './sending.ts'
import type { Caller, ConditionalAnswer, Handlers } from './handlers.ts'

export interface Binding {
  readonly handlers: Handlers
  readonly portal: Portal
  readonly commands: Commands
  readonly faults: Faults
  /** Holds ready-made JSON against its schema too: in tests. */
  readonly checkEverything: boolean
  readonly report: (error: unknown) => void
}

/** The only things that work after "this wasn't me" until the password is changed. */
const BEFORE_NEW_PASSWORD: ReadonlySet<string> = new Set(['signIn.changePassword', 'sessions.signOut', 'sessions.list', 'securityEvents.list'])

type AnyHandler = (request: unknown) => unknown

export function bindEndpoints(app: FastifyInstance, binding: Binding): void {
  for (const named of gatewayEndpoints) {
    const handler = handlerOf(binding.handlers, named)
    app.route({
      method: named.endpoint.method,
      url: named.endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const sending = new Sending(reply, binding.faults, named.name)
        if (await sending.strikeBefore(() => endSession(binding.portal, request))) return reply
        return sending.send(await answer(named, handler, request, binding))
      },
    })
  }
}

function handlerOf(handlers: Handlers, { resource, name }: NamedEndpoint): AnyHandler {
  const found = (handlers as unknown as Record<string, Record<string, AnyHandler>>)[resource]?.[name.slice(resource.length + 1)]
  if (!found) throw new Error(`No handler for ${name}`)
  return found
}

async function answer(named: NamedEndpoint, handler: AnyHandler, request: FastifyRequest, binding: Binding): Promise<Answer> {
  try {
    return await perform(named, handler, request, binding)
  } catch (error) {
    return errorAnswer(asGatewayError(error, binding.report))
  }
}

async function perform({ name, endpoint }: NamedEndpoint, handler: AnyHandler, request: FastifyRequest, binding: Binding): Promise<Answer> {
  const caller = endpoint.auth === 'session' ? callerOf(binding.portal, request, name) : undefined
  const parts = { params: endpoint.params?.parse(request.params), query: endpoint.query?.parse(readQuery(endpoint.query, request.query as Record<string, unknown>)), body: bodyOf(endpoint, request) }
  const idempotencyKey = endpoint.idempotent ? keyOf(request.headers['idempotency-key']) : undefined
  const call = () => handler({ ...parts, caller, idempotencyKey })
  if (idempotencyKey !== undefined && caller && keepsAnswer(endpoint)) {
    return binding.commands.once({ key: idempotencyKey, operation: name, personId: caller.personId, parts }, () => checked(endpoint, call()))
  }
  if (endpoint.conditional) return conditional(endpoint, call() as ConditionalAnswer, request, binding.checkEverything)
  const result = await call()
  return isBinary(endpoint.response) ? { status: 200, headers: {}, body: result as BinaryContent } : jsonAnswer(checked(endpoint, result))
}

function bodyOf(endpoint: Endpoint, request: FastifyRequest): unknown {
  if (endpoint.body === undefined) return undefined
  if (!isBinary(endpoint.body)) return endpoint.body.parse(request.body ?? {})
  if (!(request.body instanceof Buffer)) throw new GatewayError('unsupported_media')
  return { contentType: (request.headers['content-type'] ?? '').split(';')[0] ?? '', bytes: new Uint8Array(request.body) } satisfies BinaryContent
}

/** What leaves is what the schema lets through: a field too many stays here, a wrong one is a failure of the sandbox. */
function checked(endpoint: Endpoint, result: unknown): string {
  const parsed = (endpoint.response as z.ZodType).safeParse(result)
  if (!parsed.success) throw new Error(`answer does not fit: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join('; ')}`)
  return JSON.stringify(parsed.data)
}

function conditional(endpoint: Endpoint, { etag, body }: ConditionalAnswer, request: FastifyRequest, check: boolean): Answer {
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' }
  const { json } = body()
  if (check) checked(endpoint, JSON.parse(json))
  return jsonAnswer(json, { etag })
}

function bearer(request: FastifyRequest): string {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new GatewayError('unauthenticated')
  return token
}

function callerOf(portal: Portal, request: FastifyRequest, operation: string): Caller {
  const session = portal.sessions.authenticate(bearer(request))
  const person = portal.people.get(session.personId)
  if (person.passwordChangeRequired === 1 && !BEFORE_NEW_PASSWORD.has(operation)) throw new GatewayError('password_change_required')
  return { personId: person.id, sessionId: session.id, name: person.name, deviceId: session.deviceId }
}

function endSession(portal: Portal, request: FastifyRequest): void {
  const session = portal.sessions.authenticate(bearer(request))
  portal.sessions.end(session.personId, session.id)
}
